package tandem.verify.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTest {

    private static final Measure RATE = new Measure("P0", "a", "b", Measure.Better.HIGHER, 0.4, 0.8);
    private static final Measure LATENCY = new Measure("P0", "a", "b", Measure.Better.LOWER, 3, 1.5);

    @Test
    void dividesEachRoundByItsOwnReference() {
        var result = new Result(RATE, readings(100, 200, 400), readings(50, 160, 200));

        assertThat(result.median()).isCloseTo(0.5, within(1e-9));
        assertThat(result.worst()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void callsTheSlowestRoundTheWorstOfALatency() {
        var result = new Result(LATENCY, readings(1, 1, 1), readings(2, 4, 1));

        assertThat(result.worst()).isCloseTo(4, within(1e-9));
        assertThat(result.meetsFloor()).isTrue();
        assertThat(result.meetsGoal()).isFalse();
    }

    @Test
    void meetsNoFloorWhenSomethingWasLost() {
        var result = new Result(RATE, readings(100), List.of(new Reading(100, 1, 0)));

        assertThat(result.meetsFloor()).isFalse();
        assertThat(Report.table(List.of(result))).contains("does not count: 1 lost");
    }

    private static List<Reading> readings(double... values) {
        return java.util.Arrays.stream(values).mapToObj(Reading::of).toList();
    }
}
