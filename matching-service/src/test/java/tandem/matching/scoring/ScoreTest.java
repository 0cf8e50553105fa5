package tandem.matching.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreTest {

    private static final double MISSING = Double.NaN;

    @Test
    void weighsFiveSignals() {
        // 35 × 0.8 + 25 × 0.6 + 20 × 0.5 + 10 × 1 + 10 × 0.4 = 67
        var score = Score.of(ScoreWeights.DEFAULT, new double[] {0.8, 0.6, 0.5, 1, 0.4});

        assertThat(score.total()).isEqualByComparingTo("67");
        assertThat(score.coverage()).isEqualByComparingTo("1");
    }

    @Test
    void sharesTheWeightOfAMissingSignalAmongTheOthers() {
        // (35 × 0.8 + 25 × 0.6 + 10 × 1) ÷ 70 = 75.71
        var score = Score.of(ScoreWeights.DEFAULT, new double[] {0.8, 0.6, MISSING, 1, MISSING});

        assertThat(score.total()).isEqualByComparingTo("75.71");
        assertThat(score.coverage()).isEqualByComparingTo("0.7");
        assertThat(score.contributions().get(2).value()).isNull();
    }

    @Test
    void neverCountsAMissingSignalAsZero() {
        var random = new Random(42);
        for (int i = 0; i < 2_000; i++) {
            var values = values(random);
            int missing = random.nextInt(5);
            values[missing] = MISSING;
            var asZero = values.clone();
            asZero[missing] = 0;

            for (var weights : ScoreWeights.SHIPPED) {
                if (Score.presentWeight(weights, values) > 0) {
                    assertThat(Score.centis(weights, values)).isGreaterThanOrEqualTo(Score.centis(weights, asZero));
                }
            }
        }
    }

    @Test
    void staysBetweenZeroAndOneHundred() {
        var random = new Random(43);
        for (int i = 0; i < 2_000; i++) {
            for (var weights : ScoreWeights.SHIPPED) {
                assertThat(Score.of(weights, values(random)).total())
                        .isBetween(BigDecimal.ZERO, BigDecimal.valueOf(100));
            }
        }
    }

    @Test
    void neverFallsWhenASignalRises() {
        var random = new Random(44);
        for (int i = 0; i < 2_000; i++) {
            var values = values(random);
            int signal = random.nextInt(5);
            var better = values.clone();
            better[signal] = Math.min(1, values[signal] + random.nextDouble());

            for (var weights : ScoreWeights.SHIPPED) {
                assertThat(Score.centis(weights, better)).isGreaterThanOrEqualTo(Score.centis(weights, values));
            }
        }
    }

    @Test
    void explainsItselfDownToTheTotal() {
        var random = new Random(45);
        for (int i = 0; i < 2_000; i++) {
            var score = Score.of(ScoreWeights.DEFAULT, values(random));
            var sum = score.contributions().stream()
                    .map(Score.Contribution::points)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);

            assertThat(sum.doubleValue()).isCloseTo(score.total().doubleValue(), within(0.03));
        }
    }

    @Test
    void coversExactlyTheWeightOfThePresentSignals() {
        var score = Score.of(ScoreWeights.PROMOTION, new double[] {MISSING, 0.2, 0.4, MISSING, MISSING});

        assertThat(score.coverage()).isEqualByComparingTo("0.6");
    }

    private static double[] values(Random random) {
        var values = new double[5];
        for (int i = 0; i < 5; i++) {
            values[i] = random.nextInt(4) == 0 ? MISSING : random.nextDouble();
        }
        return values;
    }

    @Test
    void saysWhatAMissingSignalCouldChange() {
        // 35 of 35 points and 12.5 of 25, nothing known of the other 40
        var score = Score.of(ScoreWeights.DEFAULT, new double[] {1, 0.5, Double.NaN, Double.NaN, Double.NaN});

        assertThat(score.total()).isEqualByComparingTo("79.17");
        assertThat(score.with(20, 0)).isEqualByComparingTo("59.38");
        assertThat(score.with(20, 1)).isEqualByComparingTo("84.38");
        assertThat(score.with(0, 1)).isEqualByComparingTo("79.17");
    }
}
