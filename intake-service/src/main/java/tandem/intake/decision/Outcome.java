package tandem.intake.decision;

import java.util.List;
import tandem.events.Pathway;
import tandem.events.PlannedTrack;

/** The answer to a need: one pathway, its steps, why, and what would change it. */
public record Outcome(
        Pathway pathway, List<PlannedTrack> tracks, List<Reason> reasons, List<Change> changes, String ruleSetVersion) {

    /** The rules that spoke, the deciding one first. */
    public List<String> rules() {
        return reasons.stream().map(Reason::rule).distinct().toList();
    }
}
