package tandem.events;

/** What people are asked at a check-in. Whom it asks and on which track follows from the kind. */
public enum CheckInKind {
    /** A few questions to the leader, again and again (W8). */
    PULSE,
    /** What helps and what stands in the way, to leader and manager (W7). */
    RAPID_FEEDBACK,
    /** How the leader, the manager and raters see the target behaviours at the start (W5). */
    BASELINE_360,
    /** The same questions to the same raters, two to three months later (W17). */
    FOLLOW_UP_360,
    /** Whether the manager sees progress (W11). */
    MANAGER_ATTESTATION,
    /** The three questions of mentoring, to both sides (R120). */
    MENTORING_STORY
}
