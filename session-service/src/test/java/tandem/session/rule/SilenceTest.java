package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final Instant HELD = Instant.parse("2030-01-08T10:00:00Z");
    private static final Break WEEK = new Break(LocalDate.parse("2030-01-10"), LocalDate.parse("2030-01-16"));
    private static final Break OVERLAPPING = new Break(LocalDate.parse("2030-01-14"), LocalDate.parse("2030-01-18"));

    @Test
    void leavesOutTheDaysOfBreaksOnce() {
        var now = Instant.parse("2030-01-28T10:00:00Z");

        assertThat(Silence.lasted(HELD, now, List.of())).isEqualTo(Duration.ofDays(20));
        assertThat(Silence.lasted(HELD, now, List.of(WEEK, OVERLAPPING))).isEqualTo(Duration.ofDays(11));
        assertThat(Silence.within(HELD, now, List.of(OVERLAPPING, WEEK))).isEqualTo(Duration.ofDays(9));
    }

    @Test
    void countsOnlyWhatOfABreakLiesInIt() {
        var inTheMiddle = Instant.parse("2030-01-12T00:00:00Z");

        assertThat(Silence.within(HELD, inTheMiddle, List.of(WEEK))).isEqualTo(Duration.ofDays(2));
        assertThat(Silence.within(inTheMiddle, Instant.parse("2030-02-01T00:00:00Z"), List.of(WEEK)))
                .isEqualTo(Duration.ofDays(5));
    }

    @Test
    void isNothingBeforeItBegins() {
        assertThat(Silence.lasted(HELD, HELD.minusSeconds(1), List.of())).isZero();
    }

    @Test
    void reachesALengthLaterByTheBreaksOnTheWay() {
        assertThat(Silence.reaches(HELD, Duration.ofDays(14), List.of())).isEqualTo("2030-01-22T10:00:00Z");
        assertThat(Silence.reaches(HELD, Duration.ofDays(14), List.of(WEEK))).isEqualTo("2030-01-29T10:00:00Z");
        assertThat(Silence.reaches(HELD, Duration.ofDays(1), List.of(WEEK))).isEqualTo("2030-01-09T10:00:00Z");
    }

    /** Whatever the breaks: what it reaches is what it has lasted then, and not a moment before. */
    @Test
    void reachesWhatItHasLasted() {
        var random = new Random(125);
        for (var run = 0; run < 2_000; run++) {
            var breaks = IntStream.range(0, random.nextInt(5))
                    .mapToObj(_ -> LocalDate.parse("2030-01-01").plusDays(random.nextInt(90)))
                    .map(first -> new Break(first, first.plusDays(random.nextInt(21))))
                    .toList();
            var length = Duration.ofHours(1 + random.nextInt(60 * 24));

            var at = Silence.reaches(HELD, length, breaks);

            assertThat(Silence.lasted(HELD, at, breaks)).as("%s", breaks).isEqualTo(length);
            assertThat(Silence.lasted(HELD, at.minusSeconds(1), breaks)).isLessThanOrEqualTo(length);
        }
    }
}
