package tandem.session.network;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.GatheringKind;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Keyset;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.engagement.ProgrammeTerms;

/** Reads what is offered in a programme beside coaching and mentoring, and who sits where. */
@ApplicationScoped
public class NetworkQueries {

    private static final String VIEW = """
            select g.id, g.programme, g.kind, g.host, g.starts_at, g.minutes, g.cadence_days, g.seats, g.seats - g.taken as free,
                   exists (select from seats s
                            where s.tenant = g.tenant and s.gathering = g.id and s.person = :caller) as mine
              from gatherings g
             where g.tenant = :tenant and g.id > :after and not g.closed
               and (g.kind = 'COHORT' or g.starts_at > :now)
            """;

    private static final String OFFERED = VIEW + " and g.programme = :programme order by g.id limit :rows";

    private static final String MINE = VIEW + """
               and exists (select from seats s where s.tenant = g.tenant and s.gathering = g.id and s.person = :caller)
             order by g.id
             limit :rows
            """;

    private static final String SEATED = """
            select s.person, s.taken_at
              from seats s
              join gatherings g on g.tenant = s.tenant and g.id = s.gathering
             where s.tenant = :tenant and s.gathering = :gathering
               and (:office or g.host = :caller
                    or (g.kind = 'COHORT' and exists (select from seats m
                                                       where m.tenant = s.tenant and m.gathering = s.gathering
                                                         and m.person = :caller)))
             order by s.taken_at, s.person
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Participation participation;
    private final Clock clock;
    private final ProgrammeTerms programmes;

    NetworkQueries(
            Jdbi jdbi,
            Tenants tenants,
            Participation participation,
            @ProgrammeTime Clock clock,
            ProgrammeTerms programmes) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.participation = participation;
        this.clock = clock;
        this.programmes = programmes;
    }

    /**
     * An office hour or a cohort.
     *
     * @param host absent: the programme's own
     * @param cadenceDays how often a cohort meets
     * @param mine whether the caller has a seat
     */
    public record GatheringView(
            UUID id,
            ProgrammeId programme,
            GatheringKind kind,
            @Nullable PersonId host,
            Instant startsAt,
            int minutes,
            @Nullable Integer cadenceDays,
            int seats,
            int free,
            boolean mine) {}

    /** Somebody with a seat. */
    public record SeatView(PersonId person, Instant takenAt) {}

    /** What is offered in a programme and to come. */
    @Transactional
    public Page<GatheringView> offered(
            ProgrammeId programme, PersonId caller, boolean ofOffice, Optional<Cursor> after, int limit) {
        programmes.requireKnown(programme);
        if (!ofOffice && !participation.isIn(programme, caller)) {
            throw Gatherings.unknown();
        }
        return jdbi.withHandle(handle -> Keyset.oldestFirst(
                handle.createQuery(OFFERED)
                        .bind("tenant", tenants.current())
                        .bind("caller", caller)
                        .bind("now", clock.instant())
                        .bind("programme", programme),
                after,
                limit,
                (row, context) -> view(row),
                GatheringView::id));
    }

    /** Where the caller sits, and it is to come. */
    @Transactional
    public Page<GatheringView> mine(PersonId caller, Optional<Cursor> after, int limit) {
        return jdbi.withHandle(handle -> Keyset.oldestFirst(
                handle.createQuery(MINE)
                        .bind("tenant", tenants.current())
                        .bind("caller", caller)
                        .bind("now", clock.instant()),
                after,
                limit,
                (row, context) -> view(row),
                GatheringView::id));
    }

    /** Who sits there: for its host, for operations, and for the peers of a cohort among each other; nobody for all others. */
    @Transactional
    public List<SeatView> seated(UUID gathering, PersonId caller, boolean ofOffice) {
        requireThere(gathering);
        return jdbi.withHandle(handle -> handle.createQuery(SEATED)
                .bind("tenant", tenants.current())
                .bind("gathering", gathering)
                .bind("caller", caller)
                .bind("office", ofOffice)
                .map((row, context) -> new SeatView(
                        new PersonId(row.getObject("person", UUID.class)),
                        row.getObject("taken_at", OffsetDateTime.class).toInstant()))
                .list());
    }

    private void requireThere(UUID gathering) {
        boolean there = jdbi.withHandle(handle -> handle.createQuery(
                        "select exists (select from gatherings where tenant = :tenant and id = :gathering)")
                .bind("tenant", tenants.current())
                .bind("gathering", gathering)
                .mapTo(Boolean.class)
                .one());
        if (!there) {
            throw Gatherings.unknown();
        }
    }

    private static GatheringView view(ResultSet row) throws SQLException {
        var host = row.getObject("host", UUID.class);
        return new GatheringView(
                row.getObject("id", UUID.class),
                new ProgrammeId(row.getObject("programme", UUID.class)),
                GatheringKind.valueOf(row.getString("kind")),
                host == null ? null : new PersonId(host),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                row.getInt("minutes"),
                row.getObject("cadence_days", Integer.class),
                row.getInt("seats"),
                row.getInt("free"),
                row.getBoolean("mine"));
    }
}
