package tandem.intake.programme;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.intake.programme.RecruitmentGate.Missing;

class RecruitmentGateTest {

    @ParameterizedTest(name = "{2} of {0} invited, {1} in, at least {3}")
    @CsvSource({"20, 20, 18, 20, true", "20, 20, 17, 20, false", "20, 19, 19, 20, false", "10, 9, 9, 5, true"})
    void asksForTheCohortAndNineTenthsOfTheIntakes(
            int invited, int enrolled, int submitted, int cohortMinimum, boolean met) {
        assertThat(RecruitmentGate.evaluate(invited, enrolled, submitted, cohortMinimum)
                        .met())
                .isEqualTo(met);
    }

    @Test
    void saysWhatIsMissingAndKnowsNoCompletionOfNobody() {
        var gate = RecruitmentGate.evaluate(0, 0, 0, 5);

        assertThat(gate.completion()).isNull();
        assertThat(gate.missing()).containsExactly(Missing.COHORT_MINIMUM, Missing.INTAKE_COMPLETION);
    }
}
