package tandem.analytics.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.analytics.rule.Thresholds.Bound;
import tandem.analytics.rule.Thresholds.Fault;

class ThresholdsTest {
    private static final Bound ATTENDANCE =
            new Bound("attendance", new BigDecimal("0.80"), new BigDecimal("0.8"), BigDecimal.ONE, "SHARE", "W6");
    private static final Bound COHORT =
            new Bound("cohortMinimum", null, BigDecimal.valueOf(20), BigDecimal.valueOf(40), "PEOPLE", "R133");
    private static final List<Bound> BOUNDS = List.of(ATTENDANCE, COHORT);

    @Test
    void takesTheRulebooksNumberWhereNobodyGaveOne() {
        assertThat(Thresholds.effective(BOUNDS, Map.of("cohortMinimum", BigDecimal.valueOf(24))))
                .containsOnly(
                        Map.entry("attendance", new BigDecimal("0.8")),
                        Map.entry("cohortMinimum", BigDecimal.valueOf(24)));
    }

    @Test
    void hasNoDefaultWhereTheRulebookIsSilent() {
        assertThat(Thresholds.missing(BOUNDS, Map.of())).containsExactly("cohortMinimum");
        assertThat(Thresholds.effective(BOUNDS, Map.of())).doesNotContainKey("cohortMinimum");
    }

    @Test
    void letsNobodyBeLaxerThanTheRulebook() {
        assertThat(Thresholds.faults(BOUNDS, Map.of("attendance", new BigDecimal("0.7"))))
                .containsExactly(new Fault("attendance", "OUTSIDE_0.8_1"));
        assertThat(Thresholds.faults(BOUNDS, Map.of("attendance", new BigDecimal("0.9"))))
                .isEmpty();
    }

    @Test
    void knowsNoOtherNumbers() {
        assertThat(Thresholds.faults(BOUNDS, Map.of("luck", BigDecimal.ONE)))
                .containsExactly(new Fault("luck", "UNKNOWN"));
    }
}
