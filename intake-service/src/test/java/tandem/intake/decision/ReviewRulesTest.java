package tandem.intake.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.intake.decision.Cases.SHIPPED;

import org.junit.jupiter.api.Test;
import tandem.events.Pathway;
import tandem.events.Trigger;

class ReviewRulesTest {

    private static final Need NEW_HIRE = new Need(Trigger.CAREER_TRANSITION, 10, 0, 0, 1, false);
    private static final Need TWO_YEARS_IN = NEW_HIRE.withTenure(731, 24);

    @Test
    void looksAgainAtWhoHasNoMentorYet() {
        assertThat(ReviewRules.reviewAtMonths(NEW_HIRE, decided(NEW_HIRE), SHIPPED))
                .contains(24);
    }

    @Test
    void looksNotAgainAtWhoHasAMentorOrIsHereForLonger() {
        var settled = NEW_HIRE.withTenure(200, 6);
        var coached = new Need(Trigger.PERFORMANCE_GAP, 900, 29, 1, 0, false);

        assertThat(ReviewRules.reviewAtMonths(settled, decided(settled), SHIPPED))
                .isEmpty();
        assertThat(ReviewRules.reviewAtMonths(coached, decided(coached), SHIPPED))
                .isEmpty();
    }

    @Test
    void saysThatItLookedAgainWhereTheAnswerIsAnother() {
        assertThat(ReviewRules.review(decided(NEW_HIRE), decided(TWO_YEARS_IN), TWO_YEARS_IN))
                .hasValueSatisfying(outcome -> {
                    assertThat(outcome.pathway()).isEqualTo(Pathway.MENTORING);
                    assertThat(outcome.rules()).containsExactly("R25", "R30");
                });
    }

    @Test
    void saysNothingWhereTheAnswerIsTheSame() {
        var early = new Need(Trigger.PERFORMANCE_GAP, 200, 6, 1, 0, false);
        var late = early.withTenure(731, 24);

        assertThat(ReviewRules.review(decided(early), decided(late), late)).isEmpty();
    }

    private static Outcome decided(Need need) {
        return RuleSet.CURRENT.decide(need, SHIPPED);
    }
}
