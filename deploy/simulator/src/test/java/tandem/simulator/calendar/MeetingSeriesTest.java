package tandem.simulator.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.UUID;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.simulator.calendar.MeetingSeries.Attendee;
import tandem.simulator.calendar.MeetingSeries.Rhythm;

class MeetingSeriesTest {
    private static final Instant NOW = Instant.parse("2027-02-01T03:00:00Z");
    private static final UUID ENGAGEMENT = UUID.fromString("0197a000-0000-7000-8000-000000000001");

    @ParameterizedTest
    @EnumSource
    void writesAnInvitationThatAParserReads(CalendarProgram program) {
        var series = weekly(program);

        var event =
                parsed(series.invitation(NOW)).getComponents(Component.VEVENT).getFirst();

        assertThat(text(event, Property.UID)).isEqualTo(series.uid());
        assertThat(text(event, Property.RRULE)).contains("FREQ=WEEKLY", "COUNT=10", "BYDAY=TU");
        assertThat(text(event, "X-TANDEM-ENGAGEMENT")).isEqualTo(ENGAGEMENT.toString());
    }

    @ParameterizedTest
    @EnumSource
    void keepsLinesWithinSeventyFiveOctets(CalendarProgram program) {
        var message = weekly(program).move(2, LocalDateTime.parse("2027-02-25T10:00:00"), NOW);

        assertThat(message.split("\r\n"))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
        assertThat(message).doesNotContain("{{");
    }

    @ParameterizedTest
    @EnumSource
    void namesTheOriginalStartOfAMovedOccurrence(CalendarProgram program) {
        var message = weekly(program).move(2, LocalDateTime.parse("2027-02-25T10:00:00"), NOW);

        var exception = parsed(message).getComponents(Component.VEVENT).getLast();

        assertThat(text(exception, Property.RECURRENCE_ID)).isEqualTo("20270223T150000");
        assertThat(text(exception, Property.DTSTART)).isEqualTo("20270225T100000");
    }

    @ParameterizedTest
    @EnumSource
    void raisesTheSequenceWithEveryChange(CalendarProgram program) {
        var series = weekly(program);
        series.move(2, LocalDateTime.parse("2027-02-25T10:00:00"), NOW);

        var message = series.cancel(3, NOW);

        assertThat(text(parsed(message).getComponents(Component.VEVENT).getLast(), Property.SEQUENCE))
                .isEqualTo("2");
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheLocalTimeWhenDaylightSavingBegins(CalendarProgram program) {
        var series = weekly(program);

        assertThat(series.startsAt(6)).isEqualTo("2027-03-23T14:00:00Z");
        assertThat(series.startsAt(7)).isEqualTo("2027-03-30T13:00:00Z");
    }

    @ParameterizedTest
    @EnumSource
    void repeatsMonthlyOnTheSameWeekdayOfTheMonth(CalendarProgram program) {
        var series = new MeetingSeries(plan(program, Rhythm.MONTHLY, 5));

        assertThat(series.plannedStart(1)).isEqualTo("2027-03-09T15:00:00");
        assertThat(series.invitation(NOW)).contains("FREQ=MONTHLY").contains("BYDAY=2TU");
    }

    private static MeetingSeries weekly(CalendarProgram program) {
        return new MeetingSeries(plan(program, Rhythm.WEEKLY, 10));
    }

    private static MeetingSeries.Plan plan(CalendarProgram program, Rhythm rhythm, int count) {
        return new MeetingSeries.Plan(
                program,
                ENGAGEMENT,
                new Attendee("Aino Berglund", "aino.berglund@acme.example"),
                new Attendee("Teo Castellan", "teo.castellan@coaches.example"),
                ENGAGEMENT,
                ZoneId.of("Europe/Berlin"),
                rhythm,
                LocalDate.parse("2027-02-09"),
                LocalTime.of(15, 0),
                Duration.ofHours(1),
                count);
    }

    private static Calendar parsed(String message) {
        try {
            return new CalendarBuilder().build(new StringReader(message));
        } catch (IOException | ParserException e) {
            throw new AssertionError("Not a calendar:\n" + message, e);
        }
    }

    private static String text(Component component, String property) {
        return component
                .getProperty(property)
                .map(net.fortuna.ical4j.model.Content::getValue)
                .orElse("");
    }
}
