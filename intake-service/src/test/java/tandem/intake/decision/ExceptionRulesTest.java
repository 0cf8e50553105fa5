package tandem.intake.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.intake.decision.Cases.SHIPPED;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.events.Pathway;
import tandem.events.Trigger;

class ExceptionRulesTest {

    private static final Need NEW_HIRE = new Need(Trigger.CAREER_TRANSITION, 10, 0, 1, 1, false);
    private static final Need SETTLED = new Need(Trigger.CAREER_TRANSITION, 900, 29, 0, 1, false);
    private static final Need BOTH = new Need(Trigger.CAREER_TRANSITION, 900, 29, 1, 1, false);

    @ParameterizedTest(name = "{0} to {1} because of {2}: {3}")
    @CsvSource({
        "NEW_HIRE, MENTORING,               REHIRE,          ",
        "NEW_HIRE, COACHING_THEN_MENTORING, REHIRE,          ",
        "NEW_HIRE, ONBOARDING_COACHING,     LEADER_WISH,     R40",
        "SETTLED,  MENTORING,               LEADER_WISH,     R40",
        "SETTLED,  COACHING,                LEADER_WISH,     ",
        "SETTLED,  COACHING,                REHIRE,          R30",
        "SETTLED,  ONBOARDING_COACHING,     LEADER_WISH,     R30",
        "SETTLED,  COACHING_THEN_MENTORING, LEADER_WISH,     R31",
        "SETTLED,  COACHING,                NO_CAPACITY,     R31",
        "BOTH,     MENTORING_WITH_COACHING, PARALLEL_NEEDED, ",
        "BOTH,     MENTORING_WITH_COACHING, LEADER_WISH,     R32",
        "BOTH,     MENTORING,               PARALLEL_NEEDED, R32",
        "BOTH,     MENTORING,               NO_CAPACITY,     ",
        "BOTH,     COACHING,                PRIOR_SUPPORT,   ",
    })
    void allowsWhatAReasonIsFor(String who, Pathway instead, ExceptionReason reason, String rule) {
        var need = who.equals("NEW_HIRE") ? NEW_HIRE : who.equals("BOTH") ? BOTH : SETTLED;
        var decided = RuleSet.CURRENT.decide(need, SHIPPED);

        assertThat(ExceptionRules.objections(need, decided, instead, reason))
                .extracting(Reason::rule)
                .isEqualTo(rule == null ? List.of() : List.of(rule));
    }

    @Test
    void keepsWhatTheRulesHadSaidBehindTheException() {
        var decided = RuleSet.CURRENT.decide(NEW_HIRE, SHIPPED);

        var excepted = ExceptionRules.excepted(decided, Pathway.MENTORING, ExceptionReason.REHIRE, SHIPPED);

        assertThat(excepted.reasons()).extracting(Reason::code).containsExactly("rehire", "new-hire");
        assertThat(excepted.tracks()).isEqualTo(RuleSet.plan(Pathway.MENTORING, SHIPPED));
    }

    @ParameterizedTest
    @MethodSource("tandem.intake.decision.Cases#policies")
    void letsNoReasonBlendTheGoalsOfTwoServices(DecisionTerms terms) {
        assertThat(Cases.needs(terms).filter(need -> !need.differs())).allSatisfy(need -> {
            var decided = RuleSet.CURRENT.decide(need, terms);

            for (var reason : ExceptionReason.values()) {
                assertThat(ExceptionRules.objections(need, decided, Pathway.COACHING_THEN_MENTORING, reason))
                        .isNotEmpty();
                assertThat(ExceptionRules.objections(need, decided, Pathway.MENTORING_WITH_COACHING, reason))
                        .isNotEmpty();
            }
        });
    }
}
