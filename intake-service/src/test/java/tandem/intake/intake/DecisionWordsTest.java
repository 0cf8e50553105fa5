package tandem.intake.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.events.Pathway;
import tandem.events.Trigger;
import tandem.intake.decision.DecisionTerms;
import tandem.intake.decision.ExceptionReason;
import tandem.intake.decision.ExceptionRules;
import tandem.intake.decision.Need;
import tandem.intake.decision.RuleSet;

class DecisionWordsTest {

    private static final DecisionTerms TERMS = new DecisionTerms(90, 24, 18, 3, true);

    @ParameterizedTest
    @EnumSource(Trigger.class)
    void hasWordsForEverythingTheRulesCanSay(Trigger trigger) {
        var words = DecisionWords.of(RuleSet.CURRENT.version());
        var needs = List.of(
                new Need(trigger, 10, 0, 1, 0, true),
                new Need(trigger, 900, 29, 0, 1, false),
                new Need(trigger, 900, 29, 2, 2, true));

        for (var need : needs) {
            var outcome = RuleSet.CURRENT.decide(need, TERMS);

            assertThat(outcome.reasons())
                    .allSatisfy(reason -> assertThat(words.of(reason))
                            .doesNotContain("{", "}")
                            .endsWith("."));
            assertThat(outcome.changes())
                    .allSatisfy(change -> assertThat(words.of(change))
                            .doesNotContain("{", "}")
                            .contains(change.instead().name()));
        }
    }

    @ParameterizedTest
    @EnumSource(ExceptionReason.class)
    void hasWordsForEveryExceptionAndEveryObjection(ExceptionReason reason) {
        var words = DecisionWords.of(RuleSet.CURRENT.version());
        var need = new Need(Trigger.CAREER_TRANSITION, 900, 29, 0, 1, false);
        var decided = RuleSet.CURRENT.decide(need, TERMS);

        for (var instead : Pathway.values()) {
            assertThat(ExceptionRules.excepted(decided, instead, reason, TERMS).reasons())
                    .allSatisfy(said -> assertThat(words.of(said)).endsWith("."));
            assertThat(ExceptionRules.objections(need, decided, instead, reason))
                    .allSatisfy(said -> assertThat(words.of(said)).endsWith("."));
        }
    }
}
