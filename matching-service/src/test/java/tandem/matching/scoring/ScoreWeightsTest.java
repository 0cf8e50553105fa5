package tandem.matching.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ScoreWeightsTest {

    @ParameterizedTest
    @FieldSource("tandem.matching.scoring.ScoreWeights#SHIPPED")
    void shipsProfilesThatSumToOneHundred(ScoreWeights weights) {
        int sum = 0;
        for (var signal : Signal.values()) {
            sum += weights.of(signal);
        }

        assertThat(sum).isEqualTo(100);
    }

    @Test
    void weighsSponsorshipAboveTechnicalFitForAPromotion() {
        assertThat(ScoreWeights.PROMOTION.sponsorship()).isGreaterThan(ScoreWeights.PROMOTION.technical());
    }

    @Test
    void letsTheFitToTheGapDominateInCoaching() {
        assertThat(ScoreWeights.COACHING.technical() + ScoreWeights.COACHING.behavioural())
                .isEqualTo(75);
        assertThat(ScoreWeights.COACHING.availability()).isZero();
    }

    @Test
    void refusesAProfileOfTheDomainLabelAlone() {
        assertThat(ScoreWeights.faults(100, 0, 0, 0, 0)).containsExactly("only the domain label would count");
        assertThat(ScoreWeights.faults(60, 0, 0, 40, 0)).containsExactly("only the domain label would count");
    }

    @Test
    void refusesWeightsThatDoNotSumToOneHundred() {
        assertThatThrownBy(() -> new ScoreWeights("OWN", 30, 30, 30, 5, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do not sum to 100");
    }

    @Test
    void refusesANegativeWeight() {
        assertThat(ScoreWeights.faults(110, -10, 0, 0, 0)).contains("a weight is negative");
    }
}
