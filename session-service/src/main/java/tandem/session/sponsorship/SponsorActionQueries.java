package tandem.session.sponsorship;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.events.SponsorActionId;
import tandem.events.SponsorActionKind;
import tandem.events.SponsorOutcome;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Keyset;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.engagement.EngagementQueries;
import tandem.session.rule.SponsorClock;
import tandem.session.rule.SponsorClock.Overdue;

/** Reads the sponsor ledger. */
@ApplicationScoped
public class SponsorActionQueries {

    private static final String COLUMNS = """
            select a.id, a.engagement, a.kind, a.state, a.due_on, a.taken_on, a.confirmed_on, a.outcome, a.reported_on
              from sponsor_actions a
              join engagements e on e.tenant = a.tenant and e.id = a.engagement
             where a.tenant = :tenant
               and a.id > :after
            """;

    private static final String OF_ENGAGEMENT = """
               and a.engagement = :engagement
               and (cast(:side as uuid) is null or e.leader = :side or e.provider = :side)
             order by a.id
             limit :rows
            """;

    private static final String OVERDUE = """
               and e.ended_on is null
               and a.reported_on is null
               and case when a.taken_on is null then a.due_on else a.taken_on + 60 end < :today
             order by a.id
             limit :rows
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final EngagementQueries engagements;
    private final Clock clock;

    SponsorActionQueries(Jdbi jdbi, Tenants tenants, EngagementQueries engagements, @ProgrammeTime Clock clock) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.engagements = engagements;
        this.clock = clock;
    }

    /**
     * An entry of the ledger.
     *
     * @param outcome what came of it, as the mentor reported
     * @param overdue what should have been done by now
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SponsorActionView(
            SponsorActionId id,
            EngagementId engagement,
            SponsorActionKind kind,
            SponsorAction.State state,
            LocalDate dueOn,
            @Nullable LocalDate takenOn,
            @Nullable LocalDate confirmedOn,
            @Nullable SponsorOutcome outcome,
            @Nullable LocalDate reportedOn,
            @Nullable Overdue overdue) {}

    /** What a mentor has not done by its day: taken the action, or told what came of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OverdueView(
            SponsorActionId id,
            EngagementId engagement,
            SponsorActionKind kind,
            LocalDate dueOn,
            @Nullable LocalDate takenOn,
            @Nullable Overdue overdue) {
        static OverdueView of(SponsorActionView action) {
            return new OverdueView(
                    action.id(),
                    action.engagement(),
                    action.kind(),
                    action.dueOn(),
                    action.takenOn(),
                    action.overdue());
        }
    }

    /**
     * The sponsor actions of an engagement, as the person may see them.
     *
     * @param side the person who asks; null for those who may see all
     */
    @Transactional
    public Page<SponsorActionView> actions(
            EngagementId engagement, @Nullable PersonId side, @Nullable String cursor, int limit) {
        engagements.requireSeen(engagement, side);
        return jdbi.withHandle(handle -> Keyset.oldestFirst(
                handle.createQuery(COLUMNS + OF_ENGAGEMENT)
                        .bind("tenant", tenants.current())
                        .bind("engagement", engagement)
                        .bind("side", side == null ? null : side.value()),
                Cursor.parse(cursor),
                limit,
                (row, context) -> view(row),
                SponsorActionView::id));
    }

    /** What mentors of running engagements have not done by its day (R103). */
    @Transactional
    public Page<OverdueView> overdue(@Nullable String cursor, int limit) {
        return jdbi.withHandle(handle -> Keyset.oldestFirst(
                handle.createQuery(COLUMNS + OVERDUE)
                        .bind("tenant", tenants.current())
                        .bind("today", today()),
                Cursor.parse(cursor),
                limit,
                (row, context) -> OverdueView.of(view(row)),
                OverdueView::id));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private SponsorActionView view(ResultSet row) throws SQLException {
        var dueOn = row.getObject("due_on", LocalDate.class);
        var takenOn = row.getObject("taken_on", LocalDate.class);
        var reportedOn = row.getObject("reported_on", LocalDate.class);
        var outcome = row.getString("outcome");
        return new SponsorActionView(
                new SponsorActionId(row.getObject("id", UUID.class)),
                new EngagementId(row.getObject("engagement", UUID.class)),
                SponsorActionKind.valueOf(row.getString("kind")),
                SponsorAction.State.valueOf(row.getString("state")),
                dueOn,
                takenOn,
                row.getObject("confirmed_on", LocalDate.class),
                outcome == null ? null : SponsorOutcome.valueOf(outcome),
                reportedOn,
                new SponsorClock(dueOn, takenOn, reportedOn).overdue(today()).orElse(null));
    }
}
