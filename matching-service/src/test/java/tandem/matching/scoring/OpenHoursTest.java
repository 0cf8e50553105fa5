package tandem.matching.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.events.Availability;

class OpenHoursTest {

    private static final Instant WINTER = Instant.parse("2030-01-07T00:00:00Z");

    @Test
    void sharesAllOfTheSameOfficeWeek() {
        assertThat(shared("Europe/Berlin", "Europe/Berlin", WINTER)).isEqualTo(5 * 8 * 60);
    }

    @Test
    void sharesTwoHoursADayBetweenBerlinAndNewYorkInWinter() {
        // 09–17 in New York is 15–23 in Berlin
        assertThat(shared("Europe/Berlin", "America/New_York", WINTER)).isEqualTo(5 * 2 * 60);
    }

    @Test
    void countsTheWeeksInWhichOnlyOneSideHasChangedItsClocks() {
        // 10 March 2030: New York changes, 31 March: Berlin does. In three of the four weeks they are five hours apart,
        // not six.
        var from = Instant.parse("2030-03-11T00:00:00Z");

        assertThat(shared("Europe/Berlin", "America/New_York", from))
                .isEqualTo((3 * 5 * 180 + 5 * 120) / 4.0, within(1e-9));
    }

    @Test
    void givesAWindowInsideTheSkippedHourNoLength() {
        var night = new Availability(DayOfWeek.SUNDAY, LocalTime.of(2, 15), LocalTime.of(2, 45));
        var from = Instant.parse("2030-03-25T00:00:00Z");

        // of the four Sundays, 31 March has no 02:15
        assertThat(own(night, "Europe/Berlin", from)).isEqualTo(3 * 30 / 4.0);
    }

    @Test
    void countsTheRepeatedHourTwice() {
        var night = new Availability(DayOfWeek.SUNDAY, LocalTime.of(1, 0), LocalTime.of(4, 0));
        var from = Instant.parse("2030-10-21T00:00:00Z");

        assertThat(own(night, "Europe/Berlin", from)).isEqualTo((3 * 180 + 240) / 4.0);
    }

    @Test
    void readsAWindowThatEndsBeforeItStartsAsReachingIntoTheNextDay() {
        var night = new Availability(DayOfWeek.MONDAY, LocalTime.of(22, 0), LocalTime.of(2, 0));

        assertThat(own(night, "UTC", WINTER)).isEqualTo(240);
    }

    @Test
    void countsOverlappingWindowsOfOnePersonOnce() {
        var hours = new WeeklyHours(
                ZoneId.of("UTC"),
                List.of(
                        new Availability(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(12, 0)),
                        new Availability(DayOfWeek.MONDAY, LocalTime.of(11, 0), LocalTime.of(13, 0))));
        var open = OpenHours.of(hours, WINTER);

        assertThat(open.sharedMinutesPerWeek(open)).isEqualTo(240);
    }

    @Test
    void isTheSameFromBothSides() {
        var random = new java.util.Random(41);
        for (int i = 0; i < 300; i++) {
            var from = WINTER.plusSeconds(random.nextInt(366 * 24 * 3600));
            var a = OpenHours.of(Pairs.need(random).hours(), from);
            var b = OpenHours.of(Pairs.need(random).hours(), from);

            assertThat(a.sharedMinutesPerWeek(b))
                    .isEqualTo(b.sharedMinutesPerWeek(a))
                    .isBetween(0.0, 10_080.0);
        }
    }

    private static double shared(String one, String other, Instant from) {
        return OpenHours.of(Pairs.officeHours(one), from)
                .sharedMinutesPerWeek(OpenHours.of(Pairs.officeHours(other), from));
    }

    private static double own(Availability window, String zone, Instant from) {
        var open = OpenHours.of(new WeeklyHours(ZoneId.of(zone), List.of(window)), from);
        return open.sharedMinutesPerWeek(open);
    }
}
