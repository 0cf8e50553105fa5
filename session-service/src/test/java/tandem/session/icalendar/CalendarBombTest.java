package tandem.session.icalendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static tandem.session.icalendar.CalendarTextTest.calendar;
import static tandem.session.icalendar.CalendarTextTest.refused;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.session.icalendar.CalendarRefused.Cause;

/**
 * Texts made to cost more than they are worth: each is refused, with its line, before it has cost anything: two seconds at the most, and
 * of memory what a hundred of the longest texts that are read would take, most of it for making the text.
 */
@Timeout(2)
class CalendarBombTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MOST_BYTES = 100L * CalendarText.LONGEST;

    private static final Instant FROM = Instant.parse("2030-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2031-01-01T00:00:00Z");

    private long allocated;

    @BeforeEach
    void weigh() {
        allocated = THREADS.getCurrentThreadAllocatedBytes();
    }

    @AfterEach
    void tookNoMoreMemoryThanItMay() {
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - allocated).isLessThan(MOST_BYTES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=SECONDLY",
                "FREQ=MINUTELY;INTERVAL=5",
                "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=0,1,2,3",
                "FREQ=DAILY;COUNT=2000000000",
                "FREQ=YEARLY;BYSECOND=1,2,3"
            })
    void refusesRulesNoMeetingNeeds(String rule) {
        var refused = refused(calendar("DTSTART:20300101T090000Z", "DURATION:PT1H", "RRULE:" + rule));

        assertThat(refused.cause()).isEqualTo(Cause.TOO_LARGE);
        assertThat(refused.line()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FREQ=FORTNIGHTLY", "COUNT=3", "FREQ=DAILY;RSCALE=HEBREW", "FREQ=DAILY;BYDAY=XX", "FREQ"})
    void refusesRulesItCannotRead(String rule) {
        var refused = refused(calendar("DTSTART:20300101T090000Z", "DURATION:PT1H", "RRULE:" + rule));

        assertThat(refused.cause()).isEqualTo(Cause.UNREADABLE);
    }

    @Test
    void skipsAReminderThatRepeatsByTheHour() {
        var text = calendar("DTSTART:20300101T090000Z", "DURATION:PT1H", "RRULE:FREQ=HOURLY");

        assertThat(CalendarText.read(text, null)).containsExactly(new Entry.Skipped(Entry.Reason.TOO_OFTEN));
    }

    @Test
    void refusesTenThousandExceptions() {
        var dates = IntStream.range(0, 10_000)
                .mapToObj(day -> "EXDATE:20300101T%06dZ".formatted(day % 240000 / 10000))
                .toArray(String[]::new);

        assertThat(refused(calendar(dates)).cause()).isEqualTo(Cause.TOO_LARGE);
    }

    @Test
    void refusesTenThousandExceptionsOnOneLine() {
        var dates = IntStream.range(0, 10_000).mapToObj(n -> "20300101T000000Z").collect(Collectors.joining(","));

        assertThat(refused(calendar("DTSTART:20300101T090000Z", "EXDATE:" + dates))
                        .cause())
                .isEqualTo(Cause.TOO_LARGE);
    }

    @Test
    void refusesABodyBeyondAnyCalendar() {
        assertThat(refused("X".repeat(CalendarText.LONGEST + 1)).cause()).isEqualTo(Cause.TOO_LARGE);
    }

    @Test
    void readsPastALongDescription() {
        var text = calendar(
                "DESCRIPTION:" + "words ".repeat(100_000), "DTSTART:20300101T090000Z", "DURATION:PT1H", "SEQUENCE:7");

        assertThat(((Meeting) CalendarText.read(text, null).getFirst()).sequence())
                .isEqualTo(7);
    }

    @Test
    void refusesComponentsInsideComponentsWithoutEnd() {
        assertThat(refused("BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n".repeat(50_000))
                        .cause())
                .isEqualTo(Cause.TOO_LARGE);
    }

    @Test
    void refusesMoreComponentsThanAYearHasMeetings() {
        assertThat(refused("BEGIN:VCALENDAR\n" + "BEGIN:VTODO\nEND:VTODO\n".repeat(3_000) + "END:VCALENDAR\n")
                        .cause())
                .isEqualTo(Cause.TOO_LARGE);
    }

    @Test
    void refusesATimeZoneThatChangesEverySecond() {
        var refused = refused(zone("DTSTART:16010101T000000", "RRULE:FREQ=SECONDLY"));

        assertThat(refused.cause()).isEqualTo(Cause.TOO_LARGE);
    }

    @Test
    void refusesATimeZoneThatChangesEveryDayOfTheYear() {
        var refused = refused(zone("DTSTART:16010101T000000", "RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"));

        assertThat(refused.cause()).isEqualTo(Cause.TOO_LARGE);
    }

    @Test
    void endsWithARuleThatNeverComesTrue() {
        var text = calendar("DTSTART:20300101T090000Z", "DURATION:PT1H", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30");
        var timing =
                Objects.requireNonNull(((Meeting) CalendarText.read(text, null).getFirst()).timing());

        assertThat(timing.slots(FROM, TO)).hasSize(1);
    }

    @Test
    void refusesMoreOccurrencesThanATermHasDays() {
        var text = calendar("DTSTART:20300101T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY");
        var timing =
                Objects.requireNonNull(((Meeting) CalendarText.read(text, null).getFirst()).timing());

        var refused = catchThrowableOfType(
                CalendarRefused.class, () -> timing.slots(FROM, FROM.plusSeconds(86_400L * 9_000)));

        assertThat(refused.cause()).isEqualTo(Cause.TOO_LARGE);
    }

    @Test
    void refusesTenThousandDatesOnManyLines() {
        var dates = IntStream.range(0, 10_000)
                .mapToObj(n -> "RDATE:%dT090000Z".formatted(20300101 + n % 28))
                .toArray(String[]::new);

        assertThat(refused(calendar(dates)).cause()).isEqualTo(Cause.TOO_LARGE);
    }

    @Test
    void skipsASeriesThatWouldBeFollowedThroughCenturies() {
        var text = calendar("DTSTART:16010101T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY");

        assertThat(CalendarText.read(text, null)).containsExactly(new Entry.Skipped(Entry.Reason.TOO_OLD));
    }

    @Test
    void refusesMoreSeriesThanAnybodyHas() {
        var series = "BEGIN:VEVENT\nUID:1\nDTSTART:20300101T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY\nEND:VEVENT\n";

        assertThat(refused("BEGIN:VCALENDAR\n" + series.repeat(1_001) + "END:VCALENDAR\n")
                        .cause())
                .isEqualTo(Cause.TOO_LARGE);
    }

    @Test
    void refusesATimeZoneOfManyObservances() {
        var observance =
                "BEGIN:STANDARD\nDTSTART:20300101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:STANDARD\n";

        assertThat(refused(zone(observance.repeat(65))).cause()).isEqualTo(Cause.TOO_LARGE);
    }

    @Test
    void refusesATimeZoneOfManyDates() {
        var dates = "RDATE:" + String.join(",", Collections.nCopies(100, "20300101T000000")) + "\n";
        var observance = "BEGIN:STANDARD\nDTSTART:20300101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
                + dates.repeat(100) + "END:STANDARD\n";

        assertThat(refused(zone(observance)).cause()).isEqualTo(Cause.TOO_LARGE);
    }

    @Test
    void refusesATimeZoneThatIsItsOwnDefinition() {
        var itself = "BEGIN:STANDARD\nDTSTART;TZID=Loop:20300101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
                + "RRULE:FREQ=YEARLY;UNTIL=20310101T000000Z\nEND:STANDARD\n";
        var text = zone(itself);

        assertThat(CalendarText.read(text, null)).hasSize(1);
    }

    @Test
    void readsPastFoldsWithoutEnd() {
        var text = calendar("DESCRIPTION:x" + "\r\n y".repeat(200_000), "DTSTART:20300101T090000Z", "DURATION:PT1H");

        assertThat(CalendarText.read(text, null)).hasSize(1);
    }

    @Test
    void refusesAFoldedLineThatIsUsedAndHasNoEnd() {
        assertThat(refused(calendar("ATTENDEE:x" + "\r\n y".repeat(200_000))).cause())
                .isEqualTo(Cause.TOO_LARGE);
    }

    @Test
    void refusesALineOfMoreParametersThanItMayBeLong() {
        assertThat(refused(calendar("ATTENDEE" + ";X=1".repeat(100_000) + ":mailto:a@b.example"))
                        .cause())
                .isEqualTo(Cause.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATTENDEE;CN=\"open:mailto:a@b.example",
                "ATTENDEE;CN=\"a\"\"b:mailto:a@b.example",
                "ATTENDEE;=x:mailto:a@b.example",
                "ATTENDEE;CN:mailto:a@b.example",
                "ATTENDEE;C\"N=x:mailto:a@b.example"
            })
    void refusesQuotesAndParametersThatDoNotAddUp(String line) {
        assertThat(refused(calendar(line)).cause()).isEqualTo(Cause.UNREADABLE);
    }

    @Test
    void takesNoPropertyOutOfAQuotedParameter() {
        var text = calendar(
                "DTSTART:20300101T090000Z",
                "DURATION:PT1H",
                "ATTENDEE;CN=\"x;PARTSTAT=ACCEPTED:mailto:eve@c.example\":mailto:a@b.example");

        assertThat(((Meeting) CalendarText.read(text, null).getFirst()).participants())
                .containsExactly(new Meeting.Participant("a@b.example", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\ud800b@c.example", "a\udc00@c.example", "a\ufffdb@c.example"})
    void refusesWhatIsNoTextInWhatIsUsed(String address) {
        assertThat(refused(calendar("ATTENDEE:mailto:" + address))).hasMessage("ATTENDEE is not UTF-8");
    }

    @Test
    void readsPastAnotherCharsetInATitle() {
        var text = calendar("DTSTART:20300101T090000Z", "DURATION:PT1H", "SUMMARY:Gespr\ufffdch");

        assertThat(CalendarText.read(text, null)).hasSize(1);
    }

    private static String zone(String observances) {
        return "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Loop\n" + observances
                + "END:VTIMEZONE\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=Loop:20300101T090000\nDURATION:PT1H\n"
                + "END:VEVENT\nEND:VCALENDAR\n";
    }

    private static String zone(String start, String rule) {
        return """
                BEGIN:VCALENDAR
                BEGIN:VTIMEZONE
                TZID:Loop
                BEGIN:STANDARD
                TZOFFSETFROM:+0100
                TZOFFSETTO:+0200
                %s
                %s
                END:STANDARD
                END:VTIMEZONE
                BEGIN:VEVENT
                UID:1
                DTSTART;TZID=Loop:20300101T090000
                DURATION:PT1H
                END:VEVENT
                END:VCALENDAR
                """.formatted(start, rule);
    }
}
