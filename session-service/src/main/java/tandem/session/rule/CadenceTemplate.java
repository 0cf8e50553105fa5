package tandem.session.rule;

import tandem.events.EngagementKind;
import tandem.events.Track;

/**
 * The shape of an engagement as its agreement has it. Nobody chooses a template here: the terms both signed say which it is, and what
 * none of them describes is kept as agreed all the same.
 */
public enum CadenceTemplate {
    /** Coaching once a week (R4). */
    WEEKLY,
    /** Coaching every other week (R4). */
    BI_WEEKLY,
    /** The sprint of R69: two sessions of 45 minutes a month, and half an hour of feedback from stakeholders in each. */
    SPRINT,
    /** Mentoring once a month (R11). */
    MONTHLY,
    /** Short sessions where senior time is scarce (R68). */
    MICRO,
    /** A coach and a cohort (R21). */
    GROUP,
    /** Anything else both signed. */
    AS_AGREED;

    private static final int MICRO_MINUTES_MAX = 30;
    private static final int SPRINT_MINUTES = 45;
    private static final int MONTH_DAYS_MIN = 28;
    private static final int MONTH_DAYS_MAX = 31;

    /** The template the terms are of. */
    public static CadenceTemplate of(Track track, EngagementKind kind, int cadenceDays, int sessionMinutes) {
        if (kind == EngagementKind.GROUP) {
            return GROUP;
        }
        if (kind == EngagementKind.MICRO || sessionMinutes <= MICRO_MINUTES_MAX) {
            return MICRO;
        }
        if (cadenceDays >= MONTH_DAYS_MIN && cadenceDays <= MONTH_DAYS_MAX) {
            return MONTHLY;
        }
        return switch (cadenceDays) {
            case 7 -> WEEKLY;
            case 14 -> track == Track.COACHING && sessionMinutes == SPRINT_MINUTES ? SPRINT : BI_WEEKLY;
            default -> AS_AGREED;
        };
    }
}
