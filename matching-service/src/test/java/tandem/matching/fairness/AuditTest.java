package tandem.matching.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tandem.events.GroupDimension;
import tandem.matching.StoredJson;

class AuditTest {

    private static final List<SelectionRatio> SELECTION = List.of(
            new SelectionRatio(GroupDimension.GENDER, new BigDecimal("0.80")),
            new SelectionRatio(GroupDimension.DISABILITY, null));

    @Test
    void measuresConcentrationAsByHand() {
        // pairs of 1, 2, 3: differences 1, 2, 1, twice each, over 2 x 9 x mean 2
        assertThat(Concentration.gini(new double[] {3, 1, 2})).isCloseTo(8.0 / 36, within(1e-12));
        assertThat(Concentration.gini(new double[] {5, 5, 5})).isZero();
        assertThat(Concentration.gini(new double[] {0, 0, 0, 8})).isCloseTo(0.75, within(1e-12));
        assertThat(Concentration.gini(new double[] {0, 0})).isZero();
    }

    @Test
    void measuresTheGapBetweenBadlyAndWellServed() {
        assertThat(Concentration.gap(new double[] {10, 90, 30, 40, 50, 60, 70, 80, 20, 100}))
                .isEqualTo(80);
        assertThat(Concentration.gap(new double[] {42})).isZero();
    }

    @Test
    void asksForNoReasonWhileTheLoadIsSpread() {
        var audit = Audit.of(4, points("80", "70", "90"), new int[] {1, 1, 1, 0}, SELECTION, false);

        assertThat(audit)
                .isEqualTo(new Audit(
                        4,
                        3,
                        new BigDecimal("0.75"),
                        new BigDecimal("80.00"),
                        new BigDecimal("20.00"),
                        new BigDecimal("0.25"),
                        SELECTION,
                        List.of()));
    }

    @Test
    void countsNoMoreProvidersThanCouldBeUsed() {
        assertThat(Audit.of(2, points("80", "70"), new int[] {0, 0, 1, 0, 0, 1}, SELECTION, false)
                        .concentration())
                .isEqualByComparingTo("0");
        assertThat(Audit.of(2, points("80", "70"), new int[] {0, 0, 2, 0, 0, 0}, SELECTION, false)
                        .breaches())
                .containsExactly(Audit.Breach.LOAD_CONCENTRATED);
    }

    @Test
    void asksForAReasonWhereAGroupIsServedLessThanFourFifthsAsOften() {
        var below = List.of(new SelectionRatio(GroupDimension.AGE_BAND, new BigDecimal("0.75")));

        assertThat(spread(SELECTION, false).breaches()).isEmpty();
        assertThat(spread(below, false).breaches()).containsExactly(Audit.Breach.SELECTION_RATE);
        assertThat(spread(List.of(), true).breaches()).containsExactly(Audit.Breach.SELECTION_UNSEEN);
    }

    @Test
    void readsAnAuditThatIsOlderThanTheFigure() {
        var stored = new StoredJson("""
                {"seeking": 2, "served": 1, "coverage": 0.5, "score": 100, "scoreGap": 0, "concentration": 0, "breaches": []}""");

        assertThat(stored.as(Audit.class).selection()).isEmpty();
    }

    private static Audit spread(List<SelectionRatio> selection, boolean isUnseen) {
        return Audit.of(2, points("80", "70"), new int[] {1, 1}, selection, isUnseen);
    }

    private static List<BigDecimal> points(String... points) {
        return Stream.of(points).map(BigDecimal::new).toList();
    }
}
