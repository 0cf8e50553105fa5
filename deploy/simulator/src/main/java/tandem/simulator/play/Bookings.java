package tandem.simulator.play;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import tandem.simulator.client.StepFailed;

/**
 * Sessions that are booked in Tandem instead of a calendar. Of one the leader's calendar would rather have another time, the coach takes
 * it, the leader accepts, the coach moves it again, the leader subscribes to a calendar of the own sessions and has to call it off in
 * time. The weeks after are booked as a series, and called off with all that is to come of it.
 */
final class Bookings {
    private static final String TANDEM = "sessions@tandem.invalid";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int WEEKS = 3;
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Company company;

    Bookings(Company company) {
        this.company = company;
    }

    void play(Company.Engagement engagement, Instant now) {
        var leader = engagement.leader();
        var coach = engagement.provider();
        var asked = now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(6));
        var rather = asked.plus(Duration.ofHours(3));
        var session = coach.seat().book(engagement.id(), asked, asked.plus(HOUR));
        company.tallies().add(Count.SESSIONS_PLANNED);
        expect("proposed", leader.email(), message("COUNTER", session, 0, rather, leader.email(), "NEEDS-ACTION", now));
        coach.seat().takeProposal(session);
        expect("answered", leader.email(), message("REPLY", session, 1, rather, leader.email(), "ACCEPTED", now));
        coach.seat().move(session, asked.plus(HOUR), asked.plus(HOUR.multipliedBy(2)));
        leader.seat().subscribe();
        leader.seat().cancel(session);
        company.tallies().add(Count.CANCELLED_IN_TIME);
        var first = asked.plus(Duration.ofDays(2));
        var series = leader.seat().bookSeries(engagement.id(), first, first.plus(HOUR), WEEKS);
        company.tallies().add(Count.SESSIONS_PLANNED, WEEKS);
        coach.seat().cancelSeries(series);
        company.tallies().add(Count.CANCELLED_IN_TIME, WEEKS);
    }

    private void expect(String result, String owner, String message) {
        var outcomes = company.cast().calendars().deliver(owner, message);
        if (!outcomes.getFirst().path("result").asText().equals(result)) {
            throw new StepFailed("Not " + result + ": " + outcomes);
        }
    }

    private static String message(
            String method, UUID session, int sequence, Instant start, String attendee, String answer, Instant now) {
        return String.join(
                "\r\n",
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Example//Calendar//EN",
                "METHOD:" + method,
                "BEGIN:VEVENT",
                "UID:" + session + "@tandem",
                "SEQUENCE:" + sequence,
                "DTSTAMP:" + UTC.format(now.plusSeconds(sequence)),
                "DTSTART:" + UTC.format(start),
                "DTEND:" + UTC.format(start.plus(HOUR)),
                "ORGANIZER:mailto:" + TANDEM,
                "ATTENDEE;PARTSTAT=" + answer + ":mailto:" + attendee,
                "END:VEVENT",
                "END:VCALENDAR",
                "");
    }
}
