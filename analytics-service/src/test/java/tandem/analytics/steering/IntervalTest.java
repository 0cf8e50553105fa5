package tandem.analytics.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
    private static final double ROUNDING = 1e-12;

    /** Against {@code binom.confint(x, n, methods = "wilson")} of R's package binom. */
    @ParameterizedTest
    @CsvSource({"8,10,0.4901625,0.9433178", "0,10,0,0.2775328", "10,10,0.7224672,1", "50,100,0.4038315,0.5961685"})
    void agreesWithR(long hits, long total, double low, double high) {
        var interval = Interval.of(hits, total);

        assertThat(interval.low()).isCloseTo(low, within(1e-6));
        assertThat(interval.high()).isCloseTo(high, within(1e-6));
    }

    @Test
    void staysBetweenNothingAndAll() {
        for (var total = 1; total < 40; total++) {
            for (var hits = 0; hits <= total; hits++) {
                var interval = Interval.of(hits, total);
                var share = (double) hits / total;

                assertThat(interval.low()).isBetween(0.0, share + ROUNDING);
                assertThat(interval.high()).isBetween(share - ROUNDING, 1.0);
            }
        }
    }
}
