package tandem.intake.goal;

import tandem.events.Track;

/** One entry of the vocabulary: what a goal can be about, the service such a goal belongs to, and the area it is listed under. */
public record GoalCode(String code, Kind kind, Track track, String area, String label) {

    /** What is to change. */
    public enum Kind {
        /** Something one can do. */
        SKILL,
        /** How one acts. */
        BEHAVIOUR
    }
}
