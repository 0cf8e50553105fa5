package tandem.matching.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FitTest {

    @Test
    void readsACodeAsWords() {
        assertThat(Fit.label("STAKEHOLDER_MANAGEMENT")).isEqualTo("stakeholder management");
    }

    @Test
    void blendsExactCodesWithTheSimilarityOfTheirLabels() {
        // 0.7 × 1/2 + 0.3 × 0.4
        assertThat(Fit.codes(2, 5, 1, 0.4)).isEqualTo(0.47, within(1e-12));
    }

    @Test
    void letsCodesDecideAloneWithoutEmbeddings() {
        assertThat(Fit.codes(4, 3, 3, Double.NaN)).isEqualTo(0.75);
    }

    @Test
    void gainsNothingFromCodesNobodyAskedFor() {
        assertThat(Fit.codes(2, 8, 1, 0.4)).isEqualTo(Fit.codes(2, 1, 1, 0.4));
    }

    @Test
    void missesTheSignalWhenASideHasNoCodes() {
        assertThat(Fit.codes(0, 3, 0, 0.9)).isNaN();
        assertThat(Fit.codes(3, 0, 0, 0.9)).isNaN();
    }

    @Test
    void stretchesTheCosineAboveUnrelatedText() {
        assertThat(Fit.similarity(0.75)).isEqualTo(0.5);
        assertThat(Fit.similarity(0.3)).isZero();
        assertThat(Fit.similarity(1)).isEqualTo(1);
    }

    @Test
    void countsConfirmedSponsorActionsWithDiminishingReturn() {
        assertThat(Fit.sponsorship(false, true, 0)).isZero();
        assertThat(Fit.sponsorship(false, true, 3)).isEqualTo(0.5);
        assertThat(Fit.sponsorship(false, true, 9)).isEqualTo(0.75);
    }

    @Test
    void knowsThatAnExternalProviderCannotSponsor() {
        assertThat(Fit.sponsorship(true, true, 5)).isZero();
    }

    @Test
    void missesSponsorshipOfAProviderWhoNeverHadTheChance() {
        assertThat(Fit.sponsorship(false, false, 0)).isNaN();
    }

    @Test
    void trustsTwentyGoodEngagementsMoreThanOne() {
        assertThat(Fit.pastSuccess(1, 1)).isEqualTo(2 / 3.0).isLessThan(Fit.pastSuccess(18, 20));
        assertThat(Fit.pastSuccess(0, 0)).isNaN();
    }

    @Test
    void needsNoMoreThanFourSharedHoursAWeek() {
        assertThat(Fit.availability(120)).isEqualTo(0.5);
        assertThat(Fit.availability(2400)).isEqualTo(1);
        assertThat(Fit.availability(Double.NaN)).isNaN();
    }

    @Test
    void believesALongListLess() {
        assertThat(Fit.codes(2, 8, 2, Double.NaN)).isEqualTo(1);
        assertThat(Fit.codes(2, 16, 2, Double.NaN)).isEqualTo(0.25);
        assertThat(Fit.codes(2, 16, 2, 1)).isCloseTo(0.25, within(1e-12));
    }
}
