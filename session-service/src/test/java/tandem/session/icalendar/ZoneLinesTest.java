package tandem.session.icalendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions we write, read by name of nothing: whoever knows no zone of that name has to come to the same times. */
class ZoneLinesTest {
    private static final LocalDateTime FIRST = LocalDateTime.parse("2029-12-24T12:15:00");
    private static final int WEEKS = 60;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "Europe/Dublin",
                "America/New_York",
                "America/Sao_Paulo",
                "Australia/Lord_Howe",
                "Africa/Casablanca",
                "Pacific/Chatham",
                "Asia/Kolkata",
                "UTC"
            })
    void definesAZoneForEachOfItsTimes(String name) {
        var zone = ZoneId.of(name);
        var times = times(zone);

        var read = CalendarText.read(text(zone, times).replace(name, "Nowhere/Known"), null);

        assertThat(read).extracting(ZoneLinesTest::start).containsExactlyElementsOf(times);
    }

    @Test
    void writesOnlyTheChangesThatMatter() {
        var zone = ZoneId.of("Europe/Berlin");
        var summer = List.of(Instant.parse("2030-06-01T10:00:00Z"), Instant.parse("2030-07-01T10:00:00Z"));

        assertThat(text(zone, summer))
                .contains("BEGIN:STANDARD\r\nDTSTART:20291028T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100")
                .contains("BEGIN:DAYLIGHT\r\nDTSTART:20300331T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200")
                .containsOnlyOnce("BEGIN:DAYLIGHT")
                .containsOnlyOnce("BEGIN:STANDARD");
    }

    @Test
    void hasAStandardTimeWhereNothingEverChanges() {
        assertThat(text(ZoneId.of("Asia/Dubai"), List.of(Instant.parse("2030-06-01T10:00:00Z"))))
                .contains("BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0400\r\nTZOFFSETTO:+0400");
    }

    private static List<Instant> times(ZoneId zone) {
        return IntStream.range(0, WEEKS)
                .mapToObj(week -> FIRST.plusWeeks(week).atZone(zone).toInstant())
                .toList();
    }

    private static String text(ZoneId zone, List<Instant> times) {
        var lines = new CalendarLines().line("BEGIN", "VCALENDAR").line("VERSION", "2.0");
        ZoneLines.write(lines, zone, times.getFirst(), times.getLast().plusSeconds(3_600));
        for (var time : times) {
            lines.line("BEGIN", "VEVENT")
                    .line("UID", time.toString())
                    .line("DTSTART", time, zone)
                    .line("DTEND", time.plusSeconds(3_600), zone)
                    .line("ATTENDEE", "mailto:lea@example.com")
                    .line("END", "VEVENT");
        }
        return lines.line("END", "VCALENDAR").text();
    }

    private static Instant start(Entry entry) {
        return Objects.requireNonNull(((Meeting) entry).timing()).startsAt();
    }
}
