package tandem.matching.engagement;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.EngagementKind;
import tandem.events.Layer;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.runtime.audit.CurrentAct;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** Reads engagements. */
@ApplicationScoped
public class EngagementQueries {

    private static final String VIEW = """
            select id, programme, leader, provider, provider_type, track, kind, cadence_days, session_minutes, starts_on,
                   planned_end_on, terminates_on, terminated_by, termination_reason, ended_on, end_reason, flag, flagged_at
              from engagements
             where tenant = :tenant
               and (cast(:programme as uuid) is null or programme = :programme)
               and (cast(:leader as uuid) is null or leader = :leader)
               and (cast(:provider as uuid) is null or provider = :provider)
               and (cast(:side as uuid) is null or leader = :side or provider = :side)
               and (cast(:id as uuid) is null or id = :id)
               and (cast(:after as uuid) is null or id > :after)
             order by id limit :limit
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final CurrentAct act;

    EngagementQueries(Jdbi jdbi, Tenants tenants, CurrentAct act) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.act = act;
    }

    /**
     * Which engagements.
     *
     * @param side only engagements this person is a side of; null for those who run programmes
     */
    public record Filter(
            @Nullable ProgrammeId programme,
            @Nullable PersonId leader,
            @Nullable PersonId provider,
            @Nullable PersonId side) {}

    /**
     * An engagement, running or ended.
     *
     * @param layer of the programme it belongs to (R59)
     * @param terminatesOn when it ends because one side gave notice; null when nobody did
     * @param flag a code for something a human should look at after a reorganisation: REPORTING_LINE, MEMBERS_IN_ONE_LINE of a group, or
     *     NO_LONGER_MANAGER of a manager who coaches
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EngagementView(
            EngagementId id,
            ProgrammeId programme,
            PersonId leader,
            PersonId provider,
            ProviderType providerType,
            Track track,
            EngagementKind kind,
            Layer layer,
            int cadenceDays,
            int sessionMinutes,
            LocalDate startsOn,
            LocalDate plannedEndOn,
            @Nullable LocalDate terminatesOn,
            @Nullable Party terminatedBy,
            @Nullable TerminationReason terminationReason,
            @Nullable LocalDate endedOn,
            @Nullable EndReason endReason,
            @Nullable String flag,
            @Nullable Instant flaggedAt) {}

    @Transactional
    public Page<EngagementView> page(Filter filter, Optional<Cursor> after, int limit) {
        if (filter.side() == null) {
            Stream.of(filter.leader(), filter.provider())
                    .filter(Objects::nonNull)
                    .forEach(act::shows);
        }
        var rows = jdbi.withHandle(handle -> handle.createQuery(VIEW)
                .bind("tenant", tenants.current())
                .bind("programme", filter.programme())
                .bind("leader", filter.leader())
                .bind("provider", filter.provider())
                .bind("side", filter.side())
                .bind("id", (UUID) null)
                .bind("after", after.map(cursor -> cursor.uuid(0)).orElse(null))
                .bind("limit", limit + 1)
                .map((row, context) -> view(row))
                .list());
        return Page.of(rows, limit, view -> Cursor.of(view.id()));
    }

    @Transactional
    public EngagementView get(EngagementId id) {
        return jdbi.withHandle(handle -> handle.createQuery(VIEW)
                .bind("tenant", tenants.current())
                .bind("programme", (UUID) null)
                .bind("leader", (UUID) null)
                .bind("provider", (UUID) null)
                .bind("side", (UUID) null)
                .bind("id", id)
                .bind("after", (UUID) null)
                .bind("limit", 1)
                .map((row, context) -> view(row))
                .findOne()
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "No such engagement")));
    }

    private static EngagementView view(ResultSet row) throws SQLException {
        var reason = row.getString("end_reason");
        var by = row.getString("terminated_by");
        var notice = row.getString("termination_reason");
        var track = Track.valueOf(row.getString("track"));
        var kind = EngagementKind.valueOf(row.getString("kind"));
        var flagged = row.getObject("flagged_at", OffsetDateTime.class);
        return new EngagementView(
                new EngagementId(row.getObject("id", UUID.class)),
                new ProgrammeId(row.getObject("programme", UUID.class)),
                new PersonId(row.getObject("leader", UUID.class)),
                new PersonId(row.getObject("provider", UUID.class)),
                ProviderType.valueOf(row.getString("provider_type")),
                track,
                kind,
                Layer.of(track, kind),
                row.getInt("cadence_days"),
                row.getInt("session_minutes"),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("planned_end_on", LocalDate.class),
                row.getObject("terminates_on", LocalDate.class),
                by == null ? null : Party.valueOf(by),
                notice == null ? null : TerminationReason.valueOf(notice),
                row.getObject("ended_on", LocalDate.class),
                reason == null ? null : EndReason.valueOf(reason),
                row.getString("flag"),
                flagged == null ? null : flagged.toInstant());
    }
}
