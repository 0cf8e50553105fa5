package tandem.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacingTest {
    private static final long MILLISECOND = 1_000_000;

    private final Pacing pacing = new Pacing(3_000, Duration.ofMillis(10), 2_500);

    private Duration flow(int records, int everyMillis) {
        var wait = Duration.ZERO;
        for (var poll = 1; poll <= 500; poll++) {
            wait = pacing.after(records, MILLISECOND * poll * everyMillis);
        }
        return wait;
    }

    @Test
    void neverHoldsUpATrickle() {
        assertThat(flow(1, 50)).isZero();
    }

    @Test
    void doesNotHoldUpTwoThousandASecond() {
        assertThat(flow(4, 2)).isZero();
    }

    @Test
    void gathersAFastFlowOfSmallPolls() {
        assertThat(flow(10, 1)).isEqualTo(Duration.ofMillis(10));
    }

    @Test
    void goesStraightOnWhileThereIsABacklog() {
        assertThat(flow(5_000, 50)).isZero();
    }

    @Test
    void forgetsAFlowThatHasEnded() {
        flow(10, 1);

        assertThat(pacing.after(1, 2_000 * MILLISECOND)).isZero();
    }
}
