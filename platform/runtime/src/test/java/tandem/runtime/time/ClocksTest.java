package tandem.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Which clock a service gets, and which it refuses to start with. */
class ClocksTest {

    private final Jdbi noDatabase = Jdbi.create(() -> {
        throw new IllegalStateException("nobody should ask");
    });

    @Test
    void refusesToSimulateWhereThatIsNotAllowed() {
        assertThatThrownBy(() -> new Clocks(new Choice(ClockConfig.Mode.SIMULATED, false), noDatabase))
                .hasMessageContaining("tandem.clock.allow-simulated");
    }

    @Test
    void sharesOneClockWhereNothingIsSimulated() {
        var clocks = new Clocks(new Choice(ClockConfig.Mode.REAL, true), noDatabase);

        assertThat(clocks.programme()).isSameAs(clocks.machine());
    }

    @Test
    void countsMicrosecondsAsTheDatabaseDoes() {
        var machine = new Clocks(new Choice(ClockConfig.Mode.REAL, true), noDatabase).machine();

        assertThat(Stream.generate(machine::instant).limit(100))
                .allMatch(now -> now.equals(now.truncatedTo(ChronoUnit.MICROS)));
    }

    private record Choice(ClockConfig.Mode mode, boolean allowSimulated) implements ClockConfig {}
}
