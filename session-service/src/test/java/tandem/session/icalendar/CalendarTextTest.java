package tandem.session.icalendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tandem.session.Fixtures;
import tandem.session.icalendar.Entry.Reason;
import tandem.session.icalendar.Entry.Skipped;
import tandem.session.icalendar.Meeting.Method;
import tandem.session.rule.Answer.Response;
import tandem.session.rule.Slot;

class CalendarTextTest {
    private static final Instant FROM = Instant.parse("2030-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2031-01-01T00:00:00Z");

    @Test
    void readsAnOutlookSeriesInWindowsTimeWithItsException() {
        var meeting = only("outlook-series");

        assertThat(starts(meeting))
                .containsExactly(
                        "2030-01-08T09:00:00Z",
                        "2030-01-22T09:00:00Z",
                        "2030-02-05T09:00:00Z",
                        "2030-03-05T09:00:00Z",
                        "2030-03-19T09:00:00Z",
                        "2030-04-02T08:00:00Z",
                        "2030-04-16T08:00:00Z",
                        "2030-04-30T08:00:00Z");
        assertThat(timing(meeting).excluded(FROM, TO)).containsExactly(Instant.parse("2030-02-19T09:00:00Z"));
    }

    @Test
    void countsTheOrganiserAndLeavesRoomsOut() {
        assertThat(only("outlook-series").addresses())
                .containsExactlyInAnyOrder("mona.mentor@example.com", "lea.leader@example.com");
    }

    @Test
    void joinsFoldedLines() {
        assertThat(only("outlook-series").uid()).hasSize(112).endsWith("D7E8F90");
    }

    @Test
    void readsAMovedOccurrenceByItsOriginalStart() {
        var meeting = only("outlook-moved-occurrence");

        assertThat(meeting.occurrence()).isEqualTo("2030-01-22T09:00:00Z");
        assertThat(meeting.sequence()).isEqualTo(1);
        assertThat(starts(meeting)).containsExactly("2030-01-24T13:30:00Z");
    }

    @Test
    void readsTheCancellationOfOneOccurrence() {
        var meeting = only("outlook-cancelled-occurrence");

        assertThat(meeting.method()).isEqualTo(Method.CANCEL);
        assertThat(meeting.occurrence()).isEqualTo("2030-03-05T09:00:00Z");
    }

    @Test
    void tellsACancelledMeetingFromADisinvitedAttendee() {
        var cancel = Fixtures.ics("nextcloud-cancel");

        assertThat(method(cancel)).isEqualTo(Method.CANCEL);
        assertThat(method(cancel.replace("STATUS:CANCELLED\r\n", "").replace("STATUS:CANCELLED\n", "")))
                .isEqualTo(Method.DISINVITE);
    }

    @Test
    void readsWhatAnAttendeeAnswersOrProposes() {
        var reply = Fixtures.ics("google-reply");

        assertThat(((Meeting) CalendarText.read(reply.replace("ACCEPTED", "DECLINED"), null)
                                .getFirst())
                        .participants())
                .contains(new Meeting.Participant("lea.leader@example.com", Response.DECLINED));
        assertThat(method(reply.replace("METHOD:REPLY", "METHOD:COUNTER"))).isEqualTo(Method.COUNTER);
    }

    @Test
    void readsATimeZoneTheTextDefinesItself() {
        assertThat(starts(only("outlook-custom-zone")))
                .containsExactly("2030-03-05T20:00:00Z", "2030-03-12T19:00:00Z", "2030-03-19T19:00:00Z");
    }

    @Test
    void keepsTheHourOfTheDayWhenDaylightSavingBegins() {
        assertThat(starts(only("google-series-across-dst")))
                .containsExactly(
                        "2030-03-19T08:00:00Z", "2030-03-26T08:00:00Z", "2030-04-02T07:00:00Z", "2030-04-09T07:00:00Z");
    }

    @Test
    void readsWhoAcceptedFromAReply() {
        var meeting = only("google-reply");

        assertThat(meeting.method()).isEqualTo(Method.REPLY);
        assertThat(meeting.participants())
                .contains(new Meeting.Participant("lea.leader@example.com", Response.ACCEPTED));
    }

    @Test
    void readsAnExportWithSeriesMovedOccurrenceAndWhatIsNoMeeting() {
        var entries = read("google-export");

        assertThat(entries).hasSize(4);
        assertThat(starts((Meeting) entries.get(0)))
                .containsExactly(
                        "2030-01-15T12:00:00Z", "2030-02-19T12:00:00Z", "2030-03-19T12:00:00Z", "2030-05-21T11:00:00Z");
        assertThat(((Meeting) entries.get(1)).occurrence()).isEqualTo("2030-02-19T12:00:00Z");
        assertThat(entries.get(2)).isEqualTo(new Skipped(Reason.ALL_DAY));
        assertThat(((Meeting) entries.get(3)).participants()).isEmpty();
    }

    @Test
    void findsAppleAddressesWhereTheyStandInAParameter() {
        var entries = read("apple-series");

        assertThat(((Meeting) entries.getFirst()).addresses())
                .containsExactlyInAnyOrder("carl.coach@example.org", "lea.leader@example.com");
        assertThat(starts((Meeting) entries.getFirst()))
                .containsExactly(
                        "2030-01-09T16:00:00Z",
                        "2030-01-16T16:00:00Z",
                        "2030-01-30T16:00:00Z",
                        "2030-02-06T16:00:00Z",
                        "2030-02-13T16:00:00Z");
    }

    @Test
    void readsAFloatingTimeWhereTheOwnerIs() {
        var entries = CalendarText.read(Fixtures.ics("apple-floating"), ZoneId.of("Europe/Berlin"));

        assertThat(starts((Meeting) entries.getFirst())).containsExactly("2030-01-15T09:00:00Z");
    }

    @Test
    void skipsAFloatingTimeOfAnUnknownOwner() {
        assertThat(CalendarText.read(Fixtures.ics("apple-floating"), null))
                .containsExactly(new Skipped(Reason.FLOATING));
    }

    @Test
    void addsTheDatesOfRdateToTheRule() {
        assertThat(starts(only("nextcloud-series-with-rdate")))
                .containsExactly(
                        "2030-01-10T07:30:00Z", "2030-01-24T07:30:00Z", "2030-02-10T07:30:00Z", "2030-03-10T07:30:00Z");
    }

    @Test
    void understandsPrefixedZoneNamesOfThunderbird() {
        assertThat(starts(only("thunderbird-single"))).containsExactly("2030-01-15T14:30:00Z");
    }

    @Test
    void readsATimeInTheSpringGapWithTheOffsetBeforeIt() {
        var meeting = event("DTSTART;TZID=Europe/Berlin:20300331T023000", "DURATION:PT1H");

        assertThat(starts(meeting)).containsExactly("2030-03-31T01:30:00Z");
    }

    @Test
    void readsATimeInTheAutumnOverlapAsItsFirstOccurrence() {
        var meeting = event("DTSTART;TZID=Europe/Berlin:20301027T023000", "DTEND;TZID=Europe/Berlin:20301027T033000");

        assertThat(starts(meeting)).containsExactly("2030-10-27T00:30:00Z");
    }

    @Test
    void excludesByDayWhereAProgramNamesTheDayOnly() {
        var meeting = event(
                "DTSTART:20300101T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20300102");

        assertThat(starts(meeting)).containsExactly("2030-01-01T09:00:00Z", "2030-01-03T09:00:00Z");
    }

    @Test
    void findsTheLastFridayOfEachMonth() {
        var meeting = event("DTSTART:20300125T090000Z", "DURATION:PT1H", "RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=3");

        assertThat(starts(meeting))
                .containsExactly("2030-01-25T09:00:00Z", "2030-02-22T09:00:00Z", "2030-03-29T09:00:00Z");
    }

    @Test
    void leavesOutMonthsThatLackTheDay() {
        var meeting = event("DTSTART:20300131T090000Z", "DURATION:PT1H", "RRULE:FREQ=MONTHLY;COUNT=3");

        assertThat(starts(meeting))
                .containsExactly("2030-01-31T09:00:00Z", "2030-03-31T09:00:00Z", "2030-05-31T09:00:00Z");
    }

    @Test
    void followsASeriesThatBeganYearsAgo() {
        var meeting = event("DTSTART:20190101T090000Z", "DURATION:PT1H", "RRULE:FREQ=YEARLY;INTERVAL=2");

        assertThat(starts(meeting)).isEmpty();
        assertThat(timing(meeting).slots(TO, TO.plusSeconds(86_400 * 2L)))
                .extracting(Slot::startsAt)
                .containsExactly(Instant.parse("2031-01-01T09:00:00Z"));
    }

    @Test
    void keepsNoWordOfTitleDescriptionOrPlace() {
        assertThat(Component.read(Fixtures.ics("outlook-series")).toString())
                .doesNotContain("Private words", "Confidential", "Berta", "Room 4.11", "Lea Leader");
    }

    @Test
    void namesTheLineThatLostItsFold() {
        var refused = refused(Fixtures.ics("broken-line"));

        assertThat(refused.line()).isEqualTo(11);
        assertThat(refused).hasMessage("expected NAME:value");
    }

    @Test
    void namesTheLineOfADateItCannotRead() {
        var refused = refused(Fixtures.ics("broken-date"));

        assertThat(refused.line()).isEqualTo(8);
        assertThat(refused).hasMessage("DTSTART is not a date-time");
    }

    @Test
    void namesTheComponentThatNeverEnds() {
        assertThat(refused(Fixtures.ics("broken-end"))).hasMessage("VEVENT of line 4 has no end");
    }

    @Test
    void refusesATimeZoneNobodyKnows() {
        var refused = refused(calendar("DTSTART;TZID=Middle-earth:20300331T023000", "DURATION:PT1H"));

        assertThat(refused).hasMessage("the calendar names a time zone it does not define");
    }

    @Test
    void refusesWhatIsNoCalendar() {
        assertThat(refused("{\"uid\": 1}").cause()).isEqualTo(CalendarRefused.Cause.UNREADABLE);
    }

    @Test
    void refusesControlCharactersInWhatIsUsed() {
        var refused = refused(calendar("ATTENDEE:mailto:ada\u0000@acme.example"));

        assertThat(refused.line()).isEqualTo(4);
        assertThat(refused).hasMessage("ATTENDEE has control characters");
        assertThat(refused(calendar("ATTENDEE;EMAIL=ada\b@acme.example:urn:1")))
                .hasMessage("ATTENDEE has control characters");
    }

    @Test
    void readsPastControlCharactersInWhatIsNotUsed() {
        assertThat(event(
                                "DTSTART:20300104T090000Z",
                                "DURATION:PT1H",
                                "DESCRIPTION:one\u000btwo",
                                "ATTENDEE;CN=\u0007:mailto:ada@acme.example")
                        .participants())
                .hasSize(1);
    }

    private static Meeting only(String fixture) {
        var entries = read(fixture);
        assertThat(entries).hasSize(1);
        return (Meeting) entries.getFirst();
    }

    private static List<Entry> read(String fixture) {
        return CalendarText.read(Fixtures.ics(fixture), null);
    }

    private static Meeting event(String... lines) {
        return (Meeting) CalendarText.read(calendar(lines), null).getFirst();
    }

    static String calendar(String... lines) {
        return "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n" + String.join("\r\n", lines)
                + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    }

    static CalendarRefused refused(String text) {
        return catchThrowableOfType(CalendarRefused.class, () -> CalendarText.read(text, null));
    }

    private static List<String> starts(Meeting meeting) {
        return timing(meeting).slots(FROM, TO).stream()
                .map(slot -> slot.startsAt().toString())
                .toList();
    }

    private static Timing timing(Meeting meeting) {
        return Objects.requireNonNull(meeting.timing());
    }

    private static Method method(String text) {
        return ((Meeting) CalendarText.read(text, null).getFirst()).method();
    }
}
