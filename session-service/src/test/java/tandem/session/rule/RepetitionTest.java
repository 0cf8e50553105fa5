package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class RepetitionTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant BEFORE = Instant.parse("2030-03-19T08:30:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void keepsItsLocalTimeOverDaylightSaving() {
        assertThat(from(BEFORE, 1, 3).slots())
                .extracting(Slot::startsAt)
                .containsExactly(BEFORE, Instant.parse("2030-03-26T08:30:00Z"), Instant.parse("2030-04-02T07:30:00Z"));
    }

    @Test
    void lastsAsLongEachTime() {
        assertThat(from(BEFORE, 2, 5).slots())
                .allSatisfy(slot -> assertThat(Duration.between(slot.startsAt(), slot.endsAt()))
                        .isEqualTo(HOUR));
    }

    /** On 31 March 2030 no clock in Berlin shows half past two. */
    @Test
    void goesOnAfterANightThatSkipsItsTime() {
        var slots = from(Instant.parse("2030-03-24T01:30:00Z"), 1, 3).slots();

        assertThat(slots)
                .extracting(slot -> LocalTime.ofInstant(slot.startsAt(), BERLIN))
                .containsExactly(LocalTime.of(2, 30), LocalTime.of(3, 30), LocalTime.of(2, 30));
    }

    @Test
    void saysItsRuleAsCalendarsDo() {
        assertThat(from(BEFORE, 2, 6).rule()).isEqualTo("FREQ=WEEKLY;INTERVAL=2;COUNT=6");
    }

    @Test
    void isBounded() {
        assertThatThrownBy(() -> from(BEFORE, 1, Repetition.TIMES_MAX + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> from(BEFORE, 0, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Repetition from(Instant start, int everyWeeks, int times) {
        return Repetition.from(start, start.plus(HOUR), BERLIN, everyWeeks, times);
    }
}
