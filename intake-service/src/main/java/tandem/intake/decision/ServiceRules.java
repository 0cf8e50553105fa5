package tandem.intake.decision;

import static tandem.events.Pathway.COACHING;
import static tandem.events.Pathway.COACHING_THEN_MENTORING;
import static tandem.events.Pathway.MENTORING;
import static tandem.events.Pathway.MENTORING_WITH_COACHING;
import static tandem.events.Pathway.ONBOARDING_COACHING;

import java.util.Optional;
import tandem.events.Pathway;
import tandem.events.Trigger;

/** The rules R23–R31, each a method: empty when the rule has nothing to say about this need. */
final class ServiceRules {

    private ServiceRules() {}

    /** R30: the first weeks belong to an onboarding coach; an executive mentor makes sense about two years later. */
    static Optional<Finding> newHireGetsOnboardingCoach(Need need, DecisionTerms terms) {
        return when(
                need.tenureDays() < terms.newHireDays(),
                ONBOARDING_COACHING,
                Reason.of("R30", "new-hire", need.tenureDays(), terms.newHireDays(), terms.mentorReviewMonths()));
    }

    /** R24: an immediate performance gap on a project is a coach's work. */
    static Optional<Finding> performanceGapGetsCoach(Need need, DecisionTerms terms) {
        return when(need.trigger() == Trigger.PERFORMANCE_GAP, COACHING, Reason.of("R24", "performance-gap"));
    }

    /** R25: a career transition or a promotion pathway is a mentor's work. */
    static Optional<Finding> careerMoveGetsMentor(Need need, DecisionTerms terms) {
        return when(
                need.trigger() == Trigger.CAREER_TRANSITION || need.trigger() == Trigger.PROMOTION_PATHWAY,
                MENTORING,
                Reason.of("R25", "career-move"));
    }

    /** R26: a high-stakes behavioural shift is coached first; a mentor then sponsors the change. */
    static Optional<Finding> behaviouralShiftGetsCoachThenMentor(Need need, DecisionTerms terms) {
        return when(
                        need.trigger() == Trigger.BEHAVIOURAL_SHIFT,
                        COACHING_THEN_MENTORING,
                        Reason.of("R26", "behavioural-shift"))
                .map(finding ->
                        finding.extendedTo(finding.pathway(), Reason.of("R32", "sprint-first", terms.sprintMonths())));
    }

    /** R27: a retention risk among under-represented talent gets a mentor and periodic coaching beside. */
    static Optional<Finding> retentionRiskGetsMentorAndCoach(Need need, DecisionTerms terms) {
        return when(
                need.trigger() == Trigger.RETENTION_RISK, MENTORING_WITH_COACHING, Reason.of("R27", "retention-risk"));
    }

    /** R28: the inflection points of a career are a coach's work. */
    static Optional<Finding> inflectionPointGetsCoach(Need need, DecisionTerms terms) {
        return switch (need.trigger()) {
            case BEFORE_PROMOTION -> when(true, COACHING, Reason.of("R28", "before-promotion"));
            case ROLE_CHANGE -> when(true, COACHING, Reason.of("R28", "role-change"));
            case PERFORMANCE_CONCERN -> when(true, COACHING, Reason.of("R28", "performance-concern"));
            case TEAM_CAPABILITY -> when(true, COACHING, Reason.of("R28", "team-capability"));
            case PERFORMANCE_GAP,
                    CAREER_TRANSITION,
                    PROMOTION_PATHWAY,
                    BEHAVIOURAL_SHIFT,
                    RETENTION_RISK,
                    HIGH_POTENTIAL -> Optional.empty();
        };
    }

    /** R29: a high-potential about two years in, with no skill gap, gets a mentor. */
    static Optional<Finding> highPotentialGetsMentor(Need need, DecisionTerms terms) {
        return when(
                need.trigger() == Trigger.HIGH_POTENTIAL
                        && need.tenureMonths() >= terms.highPotentialMonths()
                        && !need.skillGap(),
                MENTORING,
                Reason.of("R29", "high-potential", need.tenureMonths(), terms.highPotentialMonths()));
    }

    /** R23, the key question where no row of the matrix speaks: solve a specific problem, or build a person? */
    static Finding keyQuestion(Need need) {
        return need.coachingGoals() > 0
                ? Finding.of(COACHING, Reason.of("R23", "specific-problem", need.coachingGoals()))
                : Finding.of(MENTORING, Reason.of("R23", "build-the-person", need.mentoringGoals()));
    }

    /**
     * R31 and R32: one service becomes both, the sprint first, only when the needs differ. Whether resources allow is decided
     * by matching-service when it runs.
     */
    static Finding bothWhenNeedsDiffer(Need need, DecisionTerms terms, Finding finding) {
        var single = finding.pathway() == COACHING || finding.pathway() == MENTORING;
        if (!single || !terms.bothWhenNeedsDiffer() || !need.differs()) {
            return finding;
        }
        return finding.extendedTo(
                COACHING_THEN_MENTORING,
                Reason.of("R31", "needs-differ", need.coachingGoals(), need.mentoringGoals()),
                Reason.of("R32", "sprint-first", terms.sprintMonths()));
    }

    private static Optional<Finding> when(boolean holds, Pathway pathway, Reason reason) {
        return holds ? Optional.of(Finding.of(pathway, reason)) : Optional.empty();
    }
}
