package tandem.session.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.icalendar.CalendarLines;
import tandem.session.icalendar.ZoneLines;
import tandem.session.invitation.Repetitions;
import tandem.session.invitation.Uid;
import tandem.session.rule.Repetition;

/**
 * Writes the sessions of a person as a calendar (RFC 5545, RFC 7986): times and whether they stand, under one neutral title. A series
 * is one entry with its rule and, where a session of it was moved or called off, an entry for that one.
 */
@ApplicationScoped
public class FeedQueries {
    private static final Duration BACK = Duration.ofDays(90);
    private static final Duration AHEAD = Duration.ofDays(400);
    private static final int MOST = 500;
    private static final int TIME_BITS_OF_ID = 16;

    /**
     * What was told of both tracks of the person; what is only suggested is in their calendar already. A series comes as a whole, or its
     * rule would bring back what was moved or called off in it long ago. What was booked here has the number of its last invitation.
     */
    private static final String SESSIONS = """
            with mine as (
                select s.id, s.version, s.starts_at, s.ends_at, s.state = 'CANCELLED' as off, i.series, i.original_start,
                       (i.correspondence ->> 'sequence')::integer as sequence
                  from sessions s
                  join engagements e on e.tenant = s.tenant and e.id = s.engagement
                  left join invitations i on i.tenant = s.tenant and i.session = s.id
                 where s.tenant = :tenant
                   and s.told
                   and (e.leader = :person or e.provider = :person)),
            shown as (
                select * from mine where starts_at >= :from and starts_at < :to)
            select m.id, coalesce(m.sequence, m.version) as sequence, m.starts_at, m.ends_at, m.off, m.series, m.original_start,
                   r.first_start, r.zone, r.every_weeks, r.times, r.minutes
              from mine m
              left join repetitions r on r.tenant = :tenant and r.id = m.series
             where m.id in (select id from shown) or m.series in (select series from shown)
             order by m.starts_at, m.id
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

    /**
     * One session as the calendar has it.
     *
     * @param original when its series first had it; null for a session by itself
     */
    public record Entry(
            UUID id,
            int sequence,
            Instant startsAt,
            Instant endsAt,
            boolean off,
            @Nullable Instant original,
            Optional<Series> series) {

        boolean isAsPlanned(Repetition repetition) {
            return !off && startsAt.equals(original) && endsAt.equals(startsAt.plus(repetition.length()));
        }
    }

    /** The series a session is of. */
    public record Series(UUID id, Repetition repetition) {}

    @Transactional
    public String calendar(PersonId person) {
        var lines = new CalendarLines()
                .line("BEGIN", "VCALENDAR")
                .line("PRODID", "-//Tandem//Sessions//EN")
                .line("VERSION", "2.0")
                .line("NAME", "Tandem sessions")
                .line("X-WR-CALNAME", "Tandem sessions")
                .line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H")
                .line("X-PUBLISHED-TTL", "PT1H");
        var entries = entries(person);
        define(lines, entries);
        entries.stream().filter(entry -> entry.series().isEmpty()).forEach(entry -> write(lines, entry));
        bySeries(entries).forEach((series, members) -> write(lines, series, members));
        return lines.line("END", "VCALENDAR").text();
    }

    private List<Entry> entries(PersonId person) {
        var now = clock.instant();
        return jdbi.withHandle(handle -> handle.createQuery(SESSIONS)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("from", now.minus(BACK))
                .bind("to", now.plus(AHEAD))
                .bind("most", MOST)
                .map((row, context) -> entry(row))
                .list());
    }

    private static Entry entry(ResultSet row) throws SQLException {
        var series = row.getObject("series", UUID.class);
        return new Entry(
                row.getObject("id", UUID.class),
                row.getInt("sequence"),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("off"),
                series == null
                        ? null
                        : row.getObject("original_start", OffsetDateTime.class).toInstant(),
                series == null ? Optional.empty() : Optional.of(new Series(series, Repetitions.repetition(row))));
    }

    private static Map<Series, List<Entry>> bySeries(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.series().isPresent())
                .collect(Collectors.groupingBy(
                        entry -> entry.series().orElseThrow(), LinkedHashMap::new, Collectors.toList()));
    }

    /** Each zone once, for all the times that are written in it. */
    private static void define(CalendarLines lines, List<Entry> entries) {
        entries.stream()
                .filter(entry -> entry.series().isPresent())
                .collect(Collectors.groupingBy(
                        entry -> entry.series().orElseThrow().repetition().zone(),
                        LinkedHashMap::new,
                        Collectors.flatMapping(FeedQueries::times, Collectors.toList())))
                .forEach((zone, times) -> ZoneLines.write(
                        lines,
                        zone,
                        times.stream().min(Instant::compareTo).orElseThrow(),
                        times.stream().max(Instant::compareTo).orElseThrow()));
    }

    private static Stream<Instant> times(Entry entry) {
        return Stream.of(
                Optional.ofNullable(entry.original()).orElse(entry.startsAt()), entry.startsAt(), entry.endsAt());
    }

    private static void write(CalendarLines lines, Entry entry) {
        begin(lines, entry.id(), entry.sequence(), entry.id())
                .line("DTSTART", entry.startsAt())
                .line("DTEND", entry.endsAt());
        end(lines, entry.off());
    }

    /** A series that is cut off, because there is too much to show, has no rule: it would show more than there is. */
    private static void write(CalendarLines lines, Series series, List<Entry> members) {
        var repetition = series.repetition();
        var zone = repetition.zone();
        var whole = members.size() == repetition.times();
        if (whole) {
            var first = repetition.slots().getFirst();
            begin(lines, series.id(), 0, series.id())
                    .line("DTSTART", first.startsAt(), zone)
                    .line("DTEND", first.endsAt(), zone)
                    .line("RRULE", repetition.rule());
            end(lines, false);
        }
        for (var member : members) {
            if (member.original() != null && !(whole && member.isAsPlanned(repetition))) {
                begin(lines, series.id(), member.sequence(), member.id())
                        .line("DTSTART", member.startsAt(), zone)
                        .line("DTEND", member.endsAt(), zone)
                        .line("RECURRENCE-ID", member.original(), zone);
                end(lines, member.off());
            }
        }
    }

    private static CalendarLines begin(CalendarLines lines, UUID uid, int sequence, UUID made) {
        return lines.line("BEGIN", "VEVENT")
                .line("UID", Uid.of(uid))
                .line("SEQUENCE", Integer.toString(sequence))
                .line("DTSTAMP", Instant.ofEpochMilli(made.getMostSignificantBits() >>> TIME_BITS_OF_ID));
    }

    private static void end(CalendarLines lines, boolean off) {
        lines.line("SUMMARY", "Tandem session")
                .line("STATUS", off ? "CANCELLED" : "CONFIRMED")
                .line("END", "VEVENT");
    }
}
