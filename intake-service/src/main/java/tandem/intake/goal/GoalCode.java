package tandem.intake.goal;

import tandem.events.Track;

/** One entry of the vocabulary: what a goal can be about, and the service such a goal belongs to. */
public record GoalCode(String code, Kind kind, Track track, String label) {

    /** What is to change. */
    public enum Kind {
        /** Something one can do. */
        SKILL,
        /** How one acts. */
        BEHAVIOUR
    }
}
