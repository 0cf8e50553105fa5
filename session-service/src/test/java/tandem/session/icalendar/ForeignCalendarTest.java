package tandem.session.icalendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tandem.session.Fixtures;
import tandem.session.icalendar.Meeting.Method;

/** What further programs write, beside those of {@link CalendarTextTest}. */
class ForeignCalendarTest {
    private static final Instant FROM = Instant.parse("2030-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2031-01-01T00:00:00Z");

    @Test
    void readsTheCancellationOfOneOccurrenceFromGoogle() {
        var meeting = read("google-cancelled-occurrence").getFirst();

        assertThat(meeting.method()).isEqualTo(Method.CANCEL);
        assertThat(meeting.occurrence()).isEqualTo("2030-04-02T07:00:00Z");
        assertThat(meeting.sequence()).isEqualTo(2);
        assertThat(meeting.addresses()).containsExactlyInAnyOrder("carl.coach@example.org", "lea.leader@example.com");
    }

    @Test
    void readsASeriesAndItsMovedOccurrenceFromThunderbird() {
        var meetings = read("thunderbird-moved-occurrence");

        assertThat(starts(meetings.getFirst()))
                .containsExactly(
                        "2030-03-18T14:00:00Z", "2030-03-25T14:00:00Z", "2030-04-01T13:00:00Z", "2030-04-08T13:00:00Z");
        assertThat(meetings.getLast().occurrence()).isEqualTo("2030-04-01T13:00:00Z");
        assertThat(starts(meetings.getLast())).containsExactly("2030-04-02T09:00:00Z");
    }

    @Test
    void readsAZoomFileThatInvitesNobody() {
        var meeting = read("zoom-publish").getFirst();

        assertThat(starts(meeting)).containsExactly("2030-03-12T17:00:00Z");
        assertThat(meeting.participants()).isEmpty();
        assertThat(meeting.toString()).doesNotContain("zoom.example", "secret");
    }

    private static List<Meeting> read(String fixture) {
        return CalendarText.read(Fixtures.ics(fixture), null).stream()
                .map(Meeting.class::cast)
                .toList();
    }

    private static List<String> starts(Meeting meeting) {
        return Objects.requireNonNull(meeting.timing()).slots(FROM, TO).stream()
                .map(slot -> slot.startsAt().toString())
                .toList();
    }
}
