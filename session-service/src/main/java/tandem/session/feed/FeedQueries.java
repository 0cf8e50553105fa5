package tandem.session.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.icalendar.CalendarLines;

/** Writes the sessions of a person as a calendar (RFC 5545, RFC 7986): times and whether they stand, under one neutral title. */
@ApplicationScoped
public class FeedQueries {
    private static final Duration BACK = Duration.ofDays(90);
    private static final Duration AHEAD = Duration.ofDays(400);
    private static final int MOST = 500;
    private static final int TIME_BITS_OF_ID = 16;

    /** What was told of both tracks of the person; what is only suggested is in their calendar already. */
    private static final String SESSIONS = """
            select s.id, s.version, s.starts_at, s.ends_at, s.state = 'CANCELLED' as off
              from sessions s
              join engagements e on e.tenant = s.tenant and e.id = s.engagement
             where s.tenant = :tenant
               and s.told
               and (e.leader = :person or e.provider = :person)
               and s.starts_at >= :from and s.starts_at < :to
             order by s.starts_at, s.id
             limit :most
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Clock clock;

    FeedQueries(Jdbi jdbi, Tenants tenants, @ProgrammeTime Clock clock) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** One session as the calendar has it. */
    public record Entry(UUID id, int version, Instant startsAt, Instant endsAt, boolean off) {}

    @Transactional
    public String calendar(PersonId person) {
        var now = clock.instant();
        var lines = new CalendarLines()
                .line("BEGIN", "VCALENDAR")
                .line("PRODID", "-//Tandem//Sessions//EN")
                .line("VERSION", "2.0")
                .line("NAME", "Tandem sessions")
                .line("X-WR-CALNAME", "Tandem sessions")
                .line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H")
                .line("X-PUBLISHED-TTL", "PT1H");
        jdbi.useHandle(handle -> handle.createQuery(SESSIONS)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("from", now.minus(BACK))
                .bind("to", now.plus(AHEAD))
                .bind("most", MOST)
                .map((row, context) -> new Entry(
                        row.getObject("id", UUID.class),
                        row.getInt("version"),
                        row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                        row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("off")))
                .forEach(entry -> write(lines, entry)));
        return lines.line("END", "VCALENDAR").text();
    }

    private static void write(CalendarLines lines, Entry entry) {
        lines.line("BEGIN", "VEVENT")
                .line("UID", entry.id() + "@tandem")
                .line("SEQUENCE", Integer.toString(entry.version()))
                .line("DTSTAMP", Instant.ofEpochMilli(entry.id().getMostSignificantBits() >>> TIME_BITS_OF_ID))
                .line("DTSTART", entry.startsAt())
                .line("DTEND", entry.endsAt())
                .line("SUMMARY", "Tandem session")
                .line("STATUS", entry.off() ? "CANCELLED" : "CONFIRMED")
                .line("END", "VEVENT");
    }
}
