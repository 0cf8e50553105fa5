package tandem.session.recognition;

/** What a leader may be glad of in public; a code, so that nobody is told how. */
public enum Win {
    GOAL_REACHED,
    PROJECT_DELIVERED,
    DECISIONS_FASTER,
    TEAM_STRENGTHENED,
    FEEDBACK_ASKED_FOR,
    NEW_ROLE,
    PROMOTED,
    NETWORK_GROWN
}
