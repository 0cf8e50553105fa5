package tandem.matching.profile;

import java.util.List;
import tandem.events.DecisionId;
import tandem.events.Pathway;
import tandem.events.PersonId;
import tandem.events.PlannedTrack;
import tandem.events.ProgrammeId;

/** The service decided for a leader of a programme: which tracks, in which order. */
public record Decision(
        ProgrammeId programme, PersonId leader, DecisionId decision, Pathway pathway, List<PlannedTrack> tracks) {

    public Decision {
        tracks = List.copyOf(tracks);
    }
}
