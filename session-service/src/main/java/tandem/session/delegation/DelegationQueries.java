package tandem.session.delegation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.events.SessionId;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Keyset;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;

/** Reads who acts for whom, and for delegates the times of whom they act for. */
@ApplicationScoped
public class DelegationQueries {

    private static final int MOST = 200;

    private static final String TIMES = """
            select s.id, s.engagement, s.starts_at, s.ends_at
              from sessions s
              join engagements e on e.tenant = s.tenant and e.id = s.engagement
             where s.tenant = :tenant and s.told and s.state = 'SCHEDULED' and s.ends_at > :now
               and (e.leader = :principal or e.provider = :principal)
               and (s.starts_at, s.id) > (:afterTime, :after)
             order by s.starts_at, s.id
             limit :rows
            """;

    private static final String RUNNING = """
            select id, session_minutes from engagements
             where tenant = :tenant and ended_on is null and (leader = :principal or provider = :principal)
             order by id
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Delegations delegations;
    private final Clock clock;

    DelegationQueries(Jdbi jdbi, Tenants tenants, Delegations delegations, @ProgrammeTime Clock clock) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.delegations = delegations;
        this.clock = clock;
    }

    /** Somebody I let keep my session times, now or formerly. */
    public record DelegateView(
            UUID id,
            PersonId delegate,
            Instant since,
            LocalDate expiresOn,
            @Nullable Instant revokedAt) {}

    /** Somebody whose session times I keep, and what can be booked: nothing says with whom, or about what. */
    public record PrincipalView(PersonId principal, LocalDate expiresOn, List<BookableView> bookable) {}

    /** An engagement a session can be booked in, and how long one is agreed to last. */
    public record BookableView(EngagementId engagement, int sessionMinutes) {}

    /** When a session to come is, and nothing else. */
    public record TimesView(SessionId session, EngagementId engagement, Instant startsAt, Instant endsAt) {}

    /** The delegates of a person, the newest first. */
    @Transactional
    public List<DelegateView> delegatesOf(PersonId principal) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, delegate, since, expires_on, revoked_at from delegations
                         where tenant = :tenant and principal = :principal order by id desc limit :most
                        """)
                .bind("tenant", tenants.current())
                .bind("principal", principal)
                .bind("most", MOST)
                .map((row, context) -> {
                    var revokedAt = row.getObject("revoked_at", OffsetDateTime.class);
                    return new DelegateView(
                            row.getObject("id", UUID.class),
                            new PersonId(row.getObject("delegate", UUID.class)),
                            row.getObject("since", OffsetDateTime.class).toInstant(),
                            row.getObject("expires_on", LocalDate.class),
                            revokedAt == null ? null : revokedAt.toInstant());
                })
                .list());
    }

    /** Whom the delegate acts for now. */
    @Transactional
    public List<PrincipalView> principalsOf(PersonId delegate) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var principals = jdbi.withHandle(handle -> handle.createQuery("""
                        select principal, expires_on from delegations
                         where tenant = :tenant and delegate = :delegate and revoked_at is null and expires_on >= :today
                         order by principal limit :most
                        """)
                .bind("tenant", tenants.current())
                .bind("delegate", delegate)
                .bind("today", today)
                .bind("most", MOST)
                .map((row, context) -> new PrincipalView(
                        new PersonId(row.getObject("principal", UUID.class)),
                        row.getObject("expires_on", LocalDate.class),
                        List.of()))
                .list());
        return principals.stream()
                .map(view -> new PrincipalView(view.principal(), view.expiresOn(), bookable(view.principal())))
                .toList();
    }

    /** The sessions to come of whom the delegate acts for, by time. */
    @Transactional
    public Page<TimesView> times(PersonId delegate, PersonId principal, Optional<Cursor> after, int limit) {
        delegations.actingFor(delegate, principal);
        return jdbi.withHandle(handle -> Keyset.soonestFirst(
                handle.createQuery(TIMES)
                        .bind("tenant", tenants.current())
                        .bind("principal", principal)
                        .bind("now", clock.instant()),
                after,
                limit,
                (row, context) -> new TimesView(
                        new SessionId(row.getObject("id", UUID.class)),
                        new EngagementId(row.getObject("engagement", UUID.class)),
                        row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                        row.getObject("ends_at", OffsetDateTime.class).toInstant()),
                TimesView::startsAt,
                TimesView::session));
    }

    private List<BookableView> bookable(PersonId principal) {
        return jdbi.withHandle(handle -> handle.createQuery(RUNNING)
                .bind("tenant", tenants.current())
                .bind("principal", principal)
                .map((row, context) -> new BookableView(
                        new EngagementId(row.getObject("id", UUID.class)), row.getInt("session_minutes")))
                .list());
    }
}
