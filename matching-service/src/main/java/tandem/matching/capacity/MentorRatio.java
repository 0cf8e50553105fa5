package tandem.matching.capacity;

import tandem.matching.capacity.Verdict.Reason;

/** R62: one mentor to three mentees in a high-touch cohort. The cap per mentor is kept where seats are given; this says how many mentors that takes. */
public final class MentorRatio {

    private static final String RULE = "R62";

    private MentorRatio() {}

    /**
     * Judges the number of mentors.
     *
     * @param mentees leaders who have or need a mentor now
     * @param mentors in the pool and not away
     * @param menteesMax of one mentor, by the policy
     */
    public static Verdict of(boolean highTouch, int mentees, int mentors, int menteesMax) {
        if (!highTouch) {
            return Verdict.of(RULE, Reason.NOT_HIGH_TOUCH, mentors, 0, null);
        }
        if (mentees == 0) {
            return Verdict.of(RULE, Reason.NOBODY_TO_SERVE, mentors, 0, null);
        }
        int least = Math.ceilDiv(mentees, menteesMax);
        return Verdict.of(
                RULE, mentors < least ? Reason.MENTORS_LACKING : Reason.MENTORS_SUFFICE, mentors, least, null);
    }
}
