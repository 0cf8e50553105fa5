package tandem.intake.decision;

import tandem.events.Trigger;

/**
 * All that the rules may read about a leader. Nothing in it is optional, so no optional answer can sway a decision, and job
 * level is absent on purpose: mentoring is open to senior leaders too (R22).
 *
 * @param tenureDays whole days since hiring
 * @param tenureMonths whole months since hiring
 * @param coachingGoals goals about a skill or a behaviour
 * @param mentoringGoals goals about a career, a network or sponsorship only
 * @param skillGap whether a coaching goal names a technical or craft skill
 */
public record Need(
        Trigger trigger, int tenureDays, int tenureMonths, int coachingGoals, int mentoringGoals, boolean skillGap) {

    public Need {
        if (tenureDays < 0 || tenureMonths < 0) {
            throw new IllegalArgumentException("tenure is negative");
        }
        if (coachingGoals < 0 || mentoringGoals < 0 || coachingGoals + mentoringGoals == 0) {
            throw new IllegalArgumentException("a need has at least one goal (R1, R5)");
        }
        if (skillGap && coachingGoals == 0) {
            throw new IllegalArgumentException("a skill gap belongs to a coaching goal");
        }
    }

    /** Two disjoint sets of goals, one for each service (R31, R33). */
    boolean differs() {
        return coachingGoals > 0 && mentoringGoals > 0;
    }

    /** Which services the goals call for. */
    String goals() {
        return differs() ? "both" : coachingGoals > 0 ? "coaching" : "mentoring";
    }

    Need with(Trigger other) {
        return new Need(other, tenureDays, tenureMonths, coachingGoals, mentoringGoals, skillGap);
    }

    /** The same need at another length of service. */
    public Need withTenure(int days, int months) {
        return new Need(trigger, days, months, coachingGoals, mentoringGoals, skillGap);
    }

    Need withSkillGap(boolean other) {
        return new Need(trigger, tenureDays, tenureMonths, coachingGoals, mentoringGoals, other);
    }

    Need withGoals(int coaching, int mentoring) {
        return new Need(trigger, tenureDays, tenureMonths, coaching, mentoring, skillGap && coaching > 0);
    }
}
