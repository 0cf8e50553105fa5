package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FatigueCapTest {

    private static final Instant MONDAY = Instant.parse("2030-01-07T09:00:00Z");
    private static final FatigueCap TWICE_A_WEEK = new FatigueCap(2, Duration.ofDays(7));

    @Test
    void letsWhoWasNotPromptedBePrompted() {
        assertThat(TWICE_A_WEEK.nextAt(List.of(), MONDAY)).isEqualTo(MONDAY);
        assertThat(TWICE_A_WEEK.nextAt(List.of(MONDAY), MONDAY)).isEqualTo(MONDAY);
    }

    @Test
    void waitsUntilTheWindowHasRoom() {
        var sent = List.of(MONDAY.plus(Duration.ofDays(1)), MONDAY);

        assertThat(TWICE_A_WEEK.nextAt(sent, MONDAY.plus(Duration.ofDays(2))))
                .isEqualTo(MONDAY.plus(Duration.ofDays(7)));
        assertThat(TWICE_A_WEEK.nextAt(sent, MONDAY.plus(Duration.ofDays(9))))
                .isEqualTo(MONDAY.plus(Duration.ofDays(9)));
    }

    @Test
    void capsEveryPersonOfEveryProgramme() {
        assertThatThrownBy(() -> new FatigueCap(0, Duration.ofDays(7))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FatigueCap(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FatigueCap(1, Duration.ofDays(61))).isInstanceOf(IllegalArgumentException.class);
    }

    /** Whatever wants to prompt when, no span of the window ever holds more than the cap, and nobody waits longer than one window. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void keepsEverySpanOfTheWindowWithinTheCap(long seed) {
        var random = new Random(seed);
        var cap = new FatigueCap(1 + random.nextInt(4), Duration.ofHours(1 + random.nextInt(300)));
        var sent = new ArrayList<Instant>();
        var now = MONDAY;
        for (int step = 0; step < 2_000; step++) {
            now = now.plus(Duration.ofMinutes(random.nextInt(600)));
            var at = cap.nextAt(sent, now);
            assertThat(at).isBetween(now, now.plus(cap.window()));
            if (at.equals(now)) {
                sent.add(now);
            }
        }

        for (var end : sent) {
            var start = end.minus(cap.window());
            assertThat(sent.stream().filter(at -> at.isAfter(start) && !at.isAfter(end)))
                    .hasSizeLessThanOrEqualTo(cap.prompts());
        }
    }
}
