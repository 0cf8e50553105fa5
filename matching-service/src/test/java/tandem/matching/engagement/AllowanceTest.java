package tandem.matching.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowanceTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "10, 0", "11, 1", "20, 1", "21, 2", "100, 9", "101, 10"})
    void allowsWhatStaysStrictlyBelowATenth(int leaders, int allowed) {
        assertThat(new Allowance(leaders, 0).allowed()).isEqualTo(allowed);
        assertThat(10.0 * allowed).isLessThan(Math.max(leaders, 1));
        assertThat(10.0 * (allowed + 1)).isGreaterThanOrEqualTo(leaders);
    }

    @Test
    void letsOneOfTwentyPassAndTwoFail() {
        assertThat(new Allowance(20, 0).covers(false)).isTrue();
        assertThat(new Allowance(20, 1).covers(false)).isFalse();
        assertThat(new Allowance(20, 1).left()).isZero();
    }

    @Test
    void countsALeaderOnceHoweverOften() {
        assertThat(new Allowance(20, 1).covers(true)).isTrue();
        assertThat(new Allowance(20, 2).covers(true)).isFalse();
    }
}
