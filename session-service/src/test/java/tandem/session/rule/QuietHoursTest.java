package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuietHoursTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2030-01-07T09:00, 2030-01-07T09:00",
        "2030-01-07T07:59, 2030-01-07T08:00",
        "2030-01-07T19:00, 2030-01-08T08:00",
        "2030-01-07T00:00, 2030-01-07T08:00",
        "2030-01-04T19:30, 2030-01-07T08:00",
        "2030-01-05T12:00, 2030-01-07T08:00",
        "2030-03-30T12:00, 2030-04-01T08:00"
    })
    void waitsForTheNextWorkingMorning(LocalDateTime wanted, LocalDateTime next) {
        assertThat(QuietHours.DEFAULT.nextAt(wanted.atZone(BERLIN).toInstant(), BERLIN))
                .isEqualTo(next.atZone(BERLIN).toInstant());
    }

    @Test
    void isQuietBetweenTwoTimesOfOneDay() {
        var lunch = new QuietHours(LocalTime.NOON, LocalTime.of(13, 0), Set.of());

        assertThat(lunch.nextAt(Instant.parse("2030-01-07T12:30:00Z"), ZoneOffset.UTC))
                .isEqualTo("2030-01-07T13:00:00Z");
        assertThat(lunch.nextAt(Instant.parse("2030-01-07T03:00:00Z"), ZoneOffset.UTC))
                .isEqualTo("2030-01-07T03:00:00Z");
    }

    @Test
    void isNeverQuietWhenItsTimesAreEqual() {
        var never = new QuietHours(LocalTime.NOON, LocalTime.NOON, Set.of());

        assertThat(never.nextAt(Instant.parse("2030-01-07T12:00:00Z"), ZoneOffset.UTC))
                .isEqualTo("2030-01-07T12:00:00Z");
    }

    @Test
    void leavesADayOfTheWeek() {
        assertThatThrownBy(() -> new QuietHours(LocalTime.NOON, LocalTime.NOON, EnumSet.allOf(DayOfWeek.class)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void endsInEveryWeekAtAnInstantThatIsNotQuiet(long seed) {
        var random = new Random(seed);
        for (int step = 0; step < 2_000; step++) {
            var days = EnumSet.noneOf(DayOfWeek.class);
            for (int day = 0; day < 6; day++) {
                days.add(DayOfWeek.of(1 + random.nextInt(7)));
            }
            var quiet = new QuietHours(
                    LocalTime.ofSecondOfDay(random.nextInt(86_400)),
                    LocalTime.ofSecondOfDay(random.nextInt(86_400)),
                    days);
            var wanted = Instant.parse("2030-01-01T00:00:00Z").plusSeconds(random.nextInt(31_000_000));

            var next = quiet.nextAt(wanted, BERLIN);

            assertThat(next).isAfterOrEqualTo(wanted);
            assertThat(quiet.isQuiet(next.atZone(BERLIN)))
                    .as("%s at %s", quiet, next)
                    .isFalse();
        }
    }
}
