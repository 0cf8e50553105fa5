package tandem.intake.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tandem.events.Track;

/** R30 over time: who has no mentor before two years are over is looked at again when they are. */
public final class ReviewRules {

    private ReviewRules() {}

    /** Months of tenure at which the decision is looked at again; empty where a mentor was decided or the time has passed. */
    public static Optional<Integer> reviewAtMonths(Need need, Outcome outcome, DecisionTerms terms) {
        var hasMentor = outcome.tracks().stream().anyMatch(step -> step.track() == Track.MENTORING);
        return hasMentor || need.tenureMonths() >= terms.mentorReviewMonths()
                ? Optional.empty()
                : Optional.of(terms.mentorReviewMonths());
    }

    /** The answer of the review: what the rules say now, and that they were asked again; empty where it is what they said. */
    public static Optional<Outcome> review(Outcome before, Outcome now, Need need) {
        if (before.pathway() == now.pathway()) {
            return Optional.empty();
        }
        var reasons = new ArrayList<>(now.reasons());
        reasons.add(Reason.of("R30", "reviewed", need.tenureMonths()));
        return Optional.of(
                new Outcome(now.pathway(), now.tracks(), List.copyOf(reasons), now.changes(), now.ruleSetVersion()));
    }
}
