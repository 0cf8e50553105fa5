package tandem.intake.decision;

import java.util.List;

/**
 * The values of a programme policy that the rules read (R30, R32, rulebook C10).
 *
 * @param newHireDays below this tenure a leader gets an onboarding coach
 * @param mentorReviewMonths tenure at which a mentor is suggested anew
 * @param highPotentialMonths tenure that counts as "about two years in" (R29)
 * @param sprintMonths length of the coaching sprint that precedes a mentor (R32)
 * @param bothWhenNeedsDiffer whether two disjoint sets of goals lead to both services (R31)
 */
public record DecisionTerms(
        int newHireDays,
        int mentorReviewMonths,
        int highPotentialMonths,
        int sprintMonths,
        boolean bothWhenNeedsDiffer) {

    /** The only tenures at which the answer may turn, shortest first: between two of them no rule tells days apart. */
    List<Tenure> turningPoints() {
        return List.of(Tenure.ofDays(newHireDays), Tenure.ofMonths(highPotentialMonths)).stream()
                .sorted()
                .toList();
    }
}
