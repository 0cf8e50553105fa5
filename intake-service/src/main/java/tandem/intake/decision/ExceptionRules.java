package tandem.intake.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tandem.events.Pathway;

/** What a human may decide instead of the rules, and what not even a reason allows. */
public final class ExceptionRules {

    private ExceptionRules() {}

    /** Everything that stands against the exception; empty where nothing does. */
    public static List<Reason> objections(Need need, Outcome decided, Pathway instead, ExceptionReason reason) {
        return Stream.of(
                        saysSomethingElse(decided, instead),
                        onboardingIsForNewHires(decided, instead),
                        rehireIsAnExceptionToTheNewHireRule(decided, reason),
                        bothAtOnceNeedTheirReason(instead, reason),
                        missingCapacityLeavesOneService(decided, instead, reason),
                        bothNeedDifferentGoals(need, instead))
                .flatMap(List::stream)
                .toList();
    }

    /** The outcome as the human decided it: the exception first, what the rules had said after it. */
    public static Outcome excepted(Outcome decided, Pathway instead, ExceptionReason reason, DecisionTerms terms) {
        var reasons = new ArrayList<Reason>();
        reasons.add(reason.asReason());
        reasons.addAll(decided.reasons());
        return new Outcome(
                instead, RuleSet.plan(instead, terms), List.copyOf(reasons), List.of(), decided.ruleSetVersion());
    }

    private static List<Reason> saysSomethingElse(Outcome decided, Pathway instead) {
        return against(decided.pathway() == instead, "R40", "no-exception");
    }

    private static List<Reason> onboardingIsForNewHires(Outcome decided, Pathway instead) {
        return against(instead == Pathway.ONBOARDING_COACHING && !isNewHire(decided), "R30", "not-a-new-hire");
    }

    private static List<Reason> rehireIsAnExceptionToTheNewHireRule(Outcome decided, ExceptionReason reason) {
        return against(reason == ExceptionReason.REHIRE && !isNewHire(decided), "R30", "not-a-new-hire");
    }

    /** R32: the sprint goes first; the concurrent variant needs the reason that is about it. */
    private static List<Reason> bothAtOnceNeedTheirReason(Pathway instead, ExceptionReason reason) {
        return against(
                (instead == Pathway.MENTORING_WITH_COACHING) != (reason == ExceptionReason.PARALLEL_NEEDED),
                "R32",
                "parallel-reason");
    }

    private static List<Reason> missingCapacityLeavesOneService(
            Outcome decided, Pathway instead, ExceptionReason reason) {
        return against(
                reason == ExceptionReason.NO_CAPACITY && (decided.tracks().size() < 2 || isBoth(instead)),
                "R31",
                "one-service-left");
    }

    /** R31, R33: two services have two sets of goals. */
    private static List<Reason> bothNeedDifferentGoals(Need need, Pathway instead) {
        return against(isBoth(instead) && !need.differs(), "R31", "same-needs");
    }

    private static boolean isBoth(Pathway pathway) {
        return switch (pathway) {
            case COACHING_THEN_MENTORING, MENTORING_WITH_COACHING -> true;
            case COACHING, MENTORING, ONBOARDING_COACHING -> false;
        };
    }

    private static boolean isNewHire(Outcome decided) {
        return decided.pathway() == Pathway.ONBOARDING_COACHING;
    }

    private static List<Reason> against(boolean holds, String rule, String code) {
        return holds ? List.of(Reason.of(rule, code)) : List.of();
    }
}
