package tandem.events;

/**
 * The three layers of a programme (R59), each with a capacity, an SLA and measures of its own (R60). No event carries it: it follows from
 * what an engagement's events say anyway, and {@link #of} is the one place that says how.
 */
public enum Layer {
    /** Fast, and boxed in time. */
    COACHING,
    /** Access, sponsorship, knowledge. */
    MENTORSHIP,
    /** People among their like: no side serves the other. */
    NETWORK;

    /** Peers are a network whatever the track they stand in; everything else is of the layer of its track. */
    public static Layer of(Track track, EngagementKind kind) {
        if (kind == EngagementKind.PEER) {
            return NETWORK;
        }
        return switch (track) {
            case COACHING -> COACHING;
            case MENTORING -> MENTORSHIP;
        };
    }
}
