package tandem.matching.match;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.DecisionId;
import tandem.events.EngagementKind;
import tandem.events.Layer;
import tandem.events.MatchId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.RiskClass;
import tandem.events.Track;
import tandem.matching.StoredJson;
import tandem.matching.kind.ReverseTopic;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.CurrentAct;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.visibility.OnlyFor;

/** Reads matches: whole for those who decide, and for the two sides only what was approved. */
@ApplicationScoped
public class MatchQueries {

    private static final TypeReference<List<ApprovalView>> APPROVALS = new TypeReference<>() {};

    private static final String VIEW = """
            select m.*,
                   (select coalesce(jsonb_agg(jsonb_build_object('approver', a.approver, 'office', a.office,
                                                                 'approvedAt', to_char(a.approved_at at time zone 'UTC',
                                                                                       'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
                                              order by a.approved_at), '[]')
                      from match_approvals a where a.tenant = m.tenant and a.match = m.id) as approvals
              from matches m
             where m.tenant = :tenant
               and (cast(:programme as uuid) is null or m.programme = :programme)
               and (cast(:leader as uuid) is null or m.leader = :leader)
               and (cast(:side as uuid) is null or ((m.leader = :side or m.provider = :side) and m.state = any(:seen)))
               and (cast(:state as text) is null or m.state = :state)
               and (cast(:kind as text) is null or m.kind = :kind)
               and (cast(:id as uuid) is null or m.id = :id)
               and (cast(:after as uuid) is null or m.id > :after)
             order by m.id limit :limit
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final CurrentAct act;

    MatchQueries(Jdbi jdbi, Tenants tenants, CurrentAct act) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.act = act;
    }

    /**
     * Which matches.
     *
     * @param side only matches of this person, and only once approved; null for those who decide
     */
    public record Filter(
            @Nullable ProgrammeId programme,
            @Nullable MatchState state,
            @Nullable EngagementKind kind,
            @Nullable PersonId leader,
            @Nullable PersonId side) {}

    /** One approval. */
    public record ApprovalView(UUID approver, String office, Instant approvedAt) {}

    /**
     * A match; how it was ranked and decided is left out for its two sides.
     *
     * @param kind whose rules its two sides passed; the terms they agree on may be a shorter form of it (R3)
     * @param layer of the programme it belongs to (R59)
     * @param topic what a reverse mentor teaches; null in every other kind
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MatchView(
            MatchId id,
            ProgrammeId programme,
            PersonId leader,
            PersonId provider,
            Track track,
            EngagementKind kind,
            Layer layer,
            @Nullable ReverseTopic topic,
            MatchState state,
            @Nullable Instant decidedAt,

            @OnlyFor({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER}) @Nullable
            Decided ranking) {}

    /** Which decision on the service a match follows, and the rules that made it then (R40). */
    public record Follows(DecisionId decision, List<String> rules, String ruleSetVersion) {}

    /**
     * What those who decide see: the place, why, and who decided what; whoever was erased follows nothing any more. A pair that people
     * arranged has no place and no score: it names who chose it, and why.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Decided(
            @Nullable UUID run,
            @Nullable Integer rank,
            @Nullable BigDecimal score,
            @Nullable BigDecimal coverage,
            @Nullable String weightProfile,
            RiskClass riskClass,
            int approvalsNeeded,
            int policyVersion,
            @Nullable Follows follows,
            @Nullable Explanation explanation,
            @Nullable String reason,
            @Nullable UUID overriddenBy,
            @Nullable MatchId insteadOf,
            List<ApprovalView> approvals,
            Instant proposedAt) {}

    @Transactional
    public Page<MatchView> page(Filter filter, Optional<Cursor> after, int limit) {
        if (filter.side() == null && filter.leader() != null) {
            act.shows(filter.leader());
        }
        var rows = read(filter, null, after.map(cursor -> cursor.uuid(0)).orElse(null), limit + 1);
        return Page.of(rows, limit, view -> Cursor.of(view.id()));
    }

    @Transactional
    public MatchView get(MatchId id, @Nullable PersonId side) {
        var match = read(new Filter(null, null, null, null, side), id, null, 1).stream()
                .findFirst()
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "No such match"));
        if (side == null) {
            act.shows(match.leader(), match.provider());
        } else {
            act.showsOwn();
        }
        return match;
    }

    private List<MatchView> read(Filter filter, @Nullable MatchId id, @Nullable UUID after, int limit) {
        boolean whole = filter.side() == null;
        return jdbi.withHandle(handle -> handle.createQuery(VIEW)
                .bind("tenant", tenants.current())
                .bind("programme", filter.programme())
                .bind("leader", filter.leader())
                .bind("side", filter.side())
                .bind(
                        "seen",
                        MatchState.SEEN_BY_SIDES.stream().map(MatchState::name).toArray(String[]::new))
                .bind("state", filter.state() == null ? null : filter.state().name())
                .bind("kind", filter.kind() == null ? null : filter.kind().name())
                .bind("id", id)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> view(row, whole))
                .list());
    }

    private static MatchView view(ResultSet row, boolean whole) throws SQLException {
        var track = Track.valueOf(row.getString("track"));
        var kind = EngagementKind.valueOf(row.getString("kind"));
        var topic = row.getString("topic");
        return new MatchView(
                new MatchId(row.getObject("id", UUID.class)),
                new ProgrammeId(row.getObject("programme", UUID.class)),
                new PersonId(row.getObject("leader", UUID.class)),
                new PersonId(row.getObject("provider", UUID.class)),
                track,
                kind,
                Layer.of(track, kind),
                topic == null ? null : ReverseTopic.valueOf(topic),
                MatchState.valueOf(row.getString("state")),
                instant(row, "decided_at"),
                whole ? decided(row) : null);
    }

    private static Decided decided(ResultSet row) throws SQLException {
        var risk = RiskClass.valueOf(row.getString("risk_class"));
        var insteadOf = row.getObject("instead_of", UUID.class);
        boolean ranked = EngagementKind.valueOf(row.getString("kind")).isRanked();
        return new Decided(
                ranked ? row.getObject("run", UUID.class) : null,
                ranked ? row.getInt("rank") : null,
                ranked ? row.getBigDecimal("score") : null,
                ranked ? row.getBigDecimal("coverage") : null,
                ranked ? row.getString("weight_profile") : null,
                risk,
                risk == RiskClass.HIGH ? 2 : 1,
                row.getInt("policy_version"),
                follows(row),
                ranked ? new StoredJson(row.getString("explanation")).as(Explanation.class) : null,
                row.getString("reason"),
                row.getObject("overridden_by", UUID.class),
                insteadOf == null ? null : new MatchId(insteadOf),
                new StoredJson(row.getString("approvals")).as(APPROVALS),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Follows follows(ResultSet row) throws SQLException {
        var decision = row.getObject("decision", UUID.class);
        return decision == null
                ? null
                : new Follows(
                        new DecisionId(decision),
                        List.of((String[]) row.getArray("rules").getArray()),
                        row.getString("rule_set_version"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
