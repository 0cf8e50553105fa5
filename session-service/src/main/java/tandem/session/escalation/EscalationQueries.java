package tandem.session.escalation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.Roles;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Keyset;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;
import tandem.runtime.visibility.OnlyFor;
import tandem.session.engagement.EngagementQueries;
import tandem.session.escalation.Escalation.Outcome;
import tandem.session.escalation.Escalation.State;
import tandem.session.rule.Routing;
import tandem.session.rule.Routing.Office;
import tandem.session.rule.Routing.Raiser;
import tandem.session.rule.Routing.Reason;

/** Reads escalations: the queue of an office, and what a side of an engagement may see. */
@ApplicationScoped
public class EscalationQueries {

    private static final String VIEW = """
            select s.id, s.engagement, s.programme, s.reason, s.raised_by, s.raised_at, s.due_on, s.state, s.outcome,
                   s.resolved_at, s.assigned_to, s.taken_by
              from escalations s
              join engagements e on e.tenant = s.tenant and e.id = s.engagement
             where s.tenant = :tenant
               and s.id > :after
            """;

    private static final String QUEUE = VIEW + """
               and s.type = any(:types)
               and (cast(:programme as uuid) is null or s.programme = :programme)
               and (:all or s.state <> 'RESOLVED')
               and (cast(:caller as uuid) is null or (e.leader <> :caller and e.provider <> :caller))
             order by s.id
             limit :rows
            """;

    private static final String OF_ENGAGEMENT = VIEW + """
               and s.engagement = :engagement
               and (s.raised_by = :raiser or s.type = any(:types))
             order by s.id
             limit :rows
            """;

    private static final String SIDE = """
            select case when leader = :person then 'LEADER' else 'PROVIDER' end
              from engagements where tenant = :tenant and id = :engagement
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final EngagementQueries engagements;
    private final Clock clock;

    EscalationQueries(Jdbi jdbi, Tenants tenants, EngagementQueries engagements, @ProgrammeTime Clock clock) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.engagements = engagements;
        this.clock = clock;
    }

    /**
     * An escalation.
     *
     * @param overdue nobody resolved it in time
     * @param assignedTo the named human it waits for
     */
    public record EscalationView(
            UUID id,
            EngagementId engagement,
            ProgrammeId programme,
            Routing.Type type,
            Reason reason,
            Office office,
            Raiser raisedBy,
            Instant raisedAt,
            LocalDate dueOn,
            boolean overdue,
            State state,
            @Nullable Outcome outcome,
            @Nullable Instant resolvedAt,

            @OnlyFor({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.STEERING}) @Nullable
            PersonId assignedTo,

            @OnlyFor({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.STEERING}) @Nullable
            PersonId takenBy) {}

    /** Which escalations of its office somebody asks for. */
    public record Wanted(
            Set<Office> offices,
            @Nullable PersonId caller,
            @Nullable ProgrammeId programme,
            boolean all) {}

    /** The queue of the offices, oldest first, less engagements the caller is a side of. */
    @Transactional
    public Page<EscalationView> queue(Wanted wanted, Optional<Cursor> after, int limit) {
        var types = wanted.offices().stream()
                .flatMap(office -> Routing.typesOf(office).stream())
                .map(Routing.Type::name)
                .toList();
        return jdbi.withHandle(handle -> page(
                handle.createQuery(QUEUE)
                        .bindArray("types", String.class, types)
                        .bind(
                                "programme",
                                wanted.programme() == null
                                        ? null
                                        : wanted.programme().value())
                        .bind("all", wanted.all())
                        .bind(
                                "caller",
                                wanted.caller() == null ? null : wanted.caller().value()),
                after,
                limit,
                true));
    }

    /** What a side sees of the escalations of an engagement. */
    @Transactional
    public Page<EscalationView> ofEngagement(
            EngagementId engagement, PersonId side, Optional<Cursor> after, int limit) {
        engagements.requireSeen(engagement, side);
        var types = Routing.seenByBoth().stream().map(Routing.Type::name).toList();
        return jdbi.withHandle(handle -> {
            var party = handle.createQuery(SIDE)
                    .bind("tenant", tenants.current())
                    .bind("engagement", engagement)
                    .bind("person", side)
                    .mapTo(Party.class)
                    .one();
            return page(
                    handle.createQuery(OF_ENGAGEMENT)
                            .bindArray("types", String.class, types)
                            .bind("engagement", engagement)
                            .bind("raiser", Raiser.of(party).name()),
                    after,
                    limit,
                    false);
        });
    }

    private Page<EscalationView> page(Query query, Optional<Cursor> after, int limit, boolean forOffice) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Keyset.oldestFirst(
                query.bind("tenant", tenants.current()),
                after,
                limit,
                (row, context) -> view(row, today, forOffice),
                EscalationView::id);
    }

    private static EscalationView view(ResultSet row, LocalDate today, boolean forOffice) throws SQLException {
        var reason = Reason.valueOf(row.getString("reason"));
        var state = State.valueOf(row.getString("state"));
        var dueOn = row.getObject("due_on", LocalDate.class);
        var outcome = row.getString("outcome");
        var resolvedAt = row.getObject("resolved_at", OffsetDateTime.class);
        return new EscalationView(
                row.getObject("id", UUID.class),
                new EngagementId(row.getObject("engagement", UUID.class)),
                new ProgrammeId(row.getObject("programme", UUID.class)),
                reason.type(),
                reason,
                reason.type().office(),
                Raiser.valueOf(row.getString("raised_by")),
                row.getObject("raised_at", OffsetDateTime.class).toInstant(),
                dueOn,
                state != State.RESOLVED && today.isAfter(dueOn),
                state,
                outcome == null ? null : Outcome.valueOf(outcome),
                resolvedAt == null ? null : resolvedAt.toInstant(),
                forOffice ? person(row, "assigned_to") : null,
                forOffice ? person(row, "taken_by") : null);
    }

    private static @Nullable PersonId person(ResultSet row, String column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new PersonId(id);
    }
}
