package tandem.matching.engagement;

import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tandem.events.EngagementKind;
import tandem.events.IntakeEvent.PolicyTerms;
import tandem.events.Track;

/**
 * What two sides can agree on between them; everything else in their agreement is the same for all.
 *
 * @param term in all, counted from the first day; a renewal is a longer one
 * @param openEnded mentoring that may go on past twelve months, reviewed and signed anew every quarter (R10)
 * @param noticeDays how long it still runs when one side ends it early
 */
public record Terms(
        EngagementKind kind, Period term, boolean openEnded, int cadenceDays, int sessionMinutes, int noticeDays) {

    private static final int NOTICE_DAYS = 7;
    private static final int NOTICE_DAYS_MAX = 30;
    private static final int DAYS_OF_A_MONTH = 30;
    private static final int WEEK = 7;
    private static final int QUARTER = 3;
    private static final int FIXED_MONTHS_MAX = 12;
    private static final int OPEN_MONTHS_MAX = 60;
    private static final int COACHING_REVIEW_WEEKS = 5;
    private static final int REVIEWS_MAX = 60;

    /** What a pairing that people arrange begins with, and the least and the most it takes, in months: the rulebook gives no figure (R21). */
    private static final int ARRANGED_MONTHS = 6;

    /** A group takes longer, so that everybody speaks; still within what R4 knows of a session. Our figure: R21 gives none. */
    private static final int GROUP_SESSION_MINUTES = 90;

    private static final int ARRANGED_MONTHS_MIN = 3;
    private static final int ARRANGED_MONTHS_MAX = 12;

    /** The terms everybody begins with: those of the policy the match was made under, as far as it says something about the kind. */
    public static Terms of(EngagementKind kind, Track track, PolicyTerms policy) {
        boolean coaching = track == Track.COACHING;
        return new Terms(
                kind,
                Period.ofMonths(kind.isArranged() ? ARRANGED_MONTHS : months(coaching, policy)),
                false,
                coaching ? policy.coachingCadenceDays() : policy.mentoringCadenceDays(),
                kind == EngagementKind.GROUP ? GROUP_SESSION_MINUTES : policy.sessionMinutes(),
                NOTICE_DAYS);
    }

    private static int months(boolean coaching, PolicyTerms policy) {
        return coaching ? policy.coachingMonths() : policy.mentoringMonths();
    }

    /**
     * R2, R3, R4, R10, R11, R21: why these terms cannot be agreed on by a pair of this track; empty when they can.
     *
     * @param paired the kind the pair was approved in, whose participants it has: a peer does not become a coach by other terms
     */
    public List<TermFault> faults(Track track, EngagementKind paired) {
        var faults = new ArrayList<TermFault>();
        boolean coaching = track == Track.COACHING;
        boolean forOneSkill = coaching && paired == EngagementKind.STANDARD && kind == EngagementKind.SKILL_MICRO;
        if (kind != paired && !forOneSkill) {
            faults.add(TermFault.KIND_NOT_OFFERED);
        }
        if (!isWithinBounds(coaching)) {
            faults.add(TermFault.TERM_OUTSIDE_BOUNDS);
        }
        if (openEnded && (coaching || paired.isArranged())) {
            faults.add(TermFault.OPEN_END_NOT_OFFERED);
        }
        if (coaching ? isOutside(cadenceDays, WEEK, 14) : isOutside(cadenceDays, 14, 35)) {
            faults.add(TermFault.CADENCE_OUTSIDE_BOUNDS);
        }
        if (isOutside(sessionMinutes, 30, 90)) {
            faults.add(TermFault.SESSION_OUTSIDE_BOUNDS);
        }
        if (isOutside(noticeDays, 0, NOTICE_DAYS_MAX)) {
            faults.add(TermFault.NOTICE_TOO_LONG);
        }
        return faults;
    }

    /** R10, R85: why these terms cannot follow those that hold; empty when they can. */
    public List<TermFault> faultsAfter(Terms present) {
        var faults = new ArrayList<TermFault>();
        if (equals(present)) {
            faults.add(TermFault.NOTHING_CHANGES);
        }
        if (kind == EngagementKind.GROUP
                && (cadenceDays != present.cadenceDays || sessionMinutes != present.sessionMinutes)) {
            faults.add(TermFault.GROUP_MEETS_TOGETHER);
        }
        long months = Math.max(FIXED_MONTHS_MAX, present.term.toTotalMonths());
        if (openEnded && term.toTotalMonths() > months + QUARTER) {
            faults.add(TermFault.MORE_THAN_A_QUARTER);
        }
        return faults;
    }

    /** R10, R85: a renewal extends the term; anything else is a change. */
    public boolean isRenewalOf(Terms present) {
        return days() > present.days();
    }

    /** R65, R66: after which time from the first day they review, as session-service reminds them: never on the last day. */
    public List<String> reviewsAfter(Track track) {
        return track == Track.COACHING
                ? IntStream.rangeClosed(1, REVIEWS_MAX)
                        .map(number -> number * COACHING_REVIEW_WEEKS)
                        .takeWhile(weeks -> (long) weeks * WEEK < days())
                        .mapToObj(weeks -> "P" + weeks + "W")
                        .toList()
                : IntStream.rangeClosed(1, REVIEWS_MAX)
                        .map(number -> number * QUARTER)
                        .takeWhile(months -> months < term.toTotalMonths())
                        .mapToObj(months -> "P" + months + "M")
                        .toList();
    }

    /** The term as people and the clause write it: weeks where it has no months. */
    public String termText() {
        return term.toTotalMonths() == 0 ? "P" + days() / WEEK + "W" : term.toString();
    }

    private boolean isWithinBounds(boolean coaching) {
        if (kind == EngagementKind.SKILL_MICRO) {
            return term.toTotalMonths() == 0 && days() % WEEK == 0 && !isOutside(days(), 6 * WEEK, 8 * WEEK);
        }
        if (term.get(ChronoUnit.DAYS) != 0) {
            return false;
        }
        long months = term.toTotalMonths();
        if (kind.isArranged()) {
            return !isOutside(months, ARRANGED_MONTHS_MIN, ARRANGED_MONTHS_MAX);
        }
        return coaching
                ? months >= 3 && months <= 6
                : months >= 9 && months <= (openEnded ? OPEN_MONTHS_MAX : FIXED_MONTHS_MAX);
    }

    private long days() {
        return term.toTotalMonths() * DAYS_OF_A_MONTH + term.get(ChronoUnit.DAYS);
    }

    private static boolean isOutside(long value, long least, long most) {
        return value < least || value > most;
    }
}
