package tandem.matching.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.MatchId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.matching.StoredJson;
import tandem.matching.assignment.Certificate;
import tandem.matching.assignment.Objective;
import tandem.matching.fairness.Audit;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** Reads runs with their progress and, page by page, what they came to. */
@ApplicationScoped
public class RunQueries {

    private static final TypeReference<List<Proposed>> PROPOSED = new TypeReference<>() {};

    private static final TypeReference<List<Lack>> LACKS = new TypeReference<>() {};

    private static final String RUN = """
            select r.*,
                   (select count(*) from run_leaders l where l.tenant = r.tenant and l.run = r.id) as leaders,
                   (select count(*) from run_leaders l where l.tenant = r.tenant and l.run = r.id and l.done) as done,
                   (select count(*) from matches m where m.tenant = r.tenant and m.run = r.id) as proposals,
                   p.placed, p.waiting, p.score, p.coverage
              from runs r
              left join lateral (
                   select count(*) filter (where o.provider is not null) as placed,
                          count(*) filter (where o.waits is not null) as waiting,
                          avg(o.score)::numeric(5,2) as score, avg(o.coverage)::numeric(3,2) as coverage
                     from run_outcomes o where o.tenant = r.tenant and o.run = r.id) p on true
              where r.tenant = :tenant and r.id = :id
            """;

    private static final String OUTCOMES = """
            select o.leader, o.track, o.outcome, o.detail, o.provider, o.rank, o.score, o.coverage, o.wishes_met,
                   o.waits, o.shortage,
                   exists (select from run_locks l
                            where l.tenant = o.tenant and l.run = o.run and l.leader = o.leader) as locked,
                   (select coalesce(jsonb_agg(jsonb_build_object('match', m.id, 'provider', m.provider, 'rank', m.rank,
                                                                 'score', m.score, 'coverage', m.coverage)
                                              order by m.rank), '[]')
                      from matches m
                     where m.tenant = o.tenant and m.run = o.run and m.leader = o.leader and m.track = o.track
                       and m.instead_of is null) as proposals
              from run_outcomes o
             where o.tenant = :tenant and o.run = :id
               and (cast(:leader as uuid) is null or (o.leader, o.track) > (:leader, :track))
             order by o.leader, o.track limit :limit
            """;

    private static final TypeReference<List<Change>> CHANGES = new TypeReference<>() {};
    private static final int CHANGES_MAX = 200;

    private static final String SIDES = """
            select r.id, r.objective, r.preview, r.audit, r.programme || r.track as pairing,
                   count(o.provider) as placed, count(o.waits) as waiting,
                   avg(o.score)::numeric(5,2) as score, avg(o.coverage)::numeric(3,2) as coverage,
                   avg(o.wishes_met)::numeric(3,2) as wishes_met
              from runs r left join run_outcomes o on o.tenant = r.tenant and o.run = r.id
             where r.tenant = :tenant and r.id in (:base, :other) and r.audit is not null
             group by r.tenant, r.id
             order by r.id <> :base
            """;

    private static final String CHURN = """
            with sides as (
                select leader, a.provider as origin, b.provider as target
                  from (select leader, provider from run_outcomes
                         where tenant = :tenant and run = :base and provider is not null) a
                  full join (select leader, provider from run_outcomes
                              where tenant = :tenant and run = :other and provider is not null) b using (leader))
            select count(*) filter (where origin is not null and target is not null) as both,
                   count(*) filter (where origin <> target) as changed,
                   count(*) filter (where origin is null) as gained,
                   count(*) filter (where target is null) as lost,
                   (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                                    'leader', leader, 'from', origin, 'to', target))), '[]')
                      from (select * from sides where origin is distinct from target
                             order by leader limit :max) first) as changes
              from sides
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;

    RunQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /**
     * A run: how far it is, and a page of outcomes.
     *
     * @param failure why it was given up, when its state is {@code FAILED}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RunView(
            UUID id,
            ProgrammeId programme,
            @Nullable String track,
            int top,
            String state,
            int leaders,
            int done,
            int proposals,
            int policyVersion,
            String embeddingModel,
            Instant requestedAt,
            @Nullable Instant finishedAt,
            @Nullable RunFailure failure,
            @Nullable Plan plan,
            Page<OutcomeView> outcomes) {}

    /**
     * What an assignment came to, as a whole.
     *
     * @param score mean over those who have a place; absent when nobody has
     * @param audit what the plan looks like as a whole; absent while it is made
     * @param publishReason why it was published outside the bounds
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Plan(
            Objective objective,
            boolean preview,
            int placed,
            int waiting,
            @Nullable BigDecimal score,
            @Nullable BigDecimal coverage,
            @Nullable Audit audit,
            @Nullable Instant plannedAt,
            @Nullable String publishReason) {}

    /**
     * What came of one leader and track; the counts say how many providers each hard rule spoke against.
     *
     * @param place whom the plan gives to the leader
     * @param waits why the plan has nobody for the leader
     * @param shortage which of the plan's shortages keeps the leader waiting, from 0
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OutcomeView(
            PersonId leader,
            String track,
            RunOutcome outcome,
            JsonNode ruledOut,
            @Nullable PlaceView place,
            @Nullable Waits waits,
            @Nullable Integer shortage,
            List<Proposed> proposals) {}

    /**
     * A leader's place in a plan.
     *
     * @param rank the provider's place in the leader's own ranking; above 1 others needed the seats more
     * @param locked a human fixed the pair
     */
    public record PlaceView(
            PersonId provider, int rank, BigDecimal score, BigDecimal coverage, BigDecimal wishesMet, boolean locked) {}

    /** The proof of a plan, and what checking it now finds: nothing. */
    public record CertificateView(UUID run, List<String> faults, Certificate certificate) {}

    /**
     * Two plans side by side.
     *
     * @param both leaders that have a place in both
     * @param changed of those, who would get another provider
     * @param churn {@code changed ÷ both}, 0 to 1; 0 when nobody has a place in both
     * @param gained leaders with a place in the other plan only
     * @param lost leaders with a place in the first plan only
     * @param changes who would get whom, by leader, at most {@value #CHANGES_MAX}
     */
    public record ComparisonView(
            Side base,
            Side other,
            int both,
            int changed,
            BigDecimal churn,
            int gained,
            int lost,
            List<Change> changes) {}

    /**
     * One of two plans.
     *
     * @param wishesMet mean share of the leaders' wishes met
     * @param coverage mean share of the weights that had a signal
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Side(
            UUID run,
            Objective objective,
            boolean preview,
            int placed,
            int waiting,
            @Nullable BigDecimal score,
            @Nullable BigDecimal coverage,
            @Nullable BigDecimal wishesMet,
            Audit audit) {}

    /** A leader whose provider differs; none where the leader waits. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Change(
            PersonId leader,
            @Nullable PersonId from,
            @Nullable PersonId to) {}

    /** Where seats are lacking. */
    public record ShortagesView(UUID run, List<Lack> shortages) {}

    /** One proposal, best first. */
    public record Proposed(MatchId match, PersonId provider, int rank, BigDecimal score, BigDecimal coverage) {}

    @Transactional
    public RunView get(UUID id, Optional<Cursor> after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(RUN)
                .bind("tenant", tenants.current())
                .bind("id", id)
                .map((row, context) -> view(row, outcomes(id, after, limit)))
                .findOne()
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "No such run")));
    }

    @Transactional
    public CertificateView certificate(UUID run) {
        return proof(run, "certificate", text -> {
            var certificate = text.as(Certificate.class);
            return new CertificateView(run, certificate.faults(), certificate);
        });
    }

    @Transactional
    public ShortagesView shortages(UUID run) {
        return proof(run, "shortages", text -> new ShortagesView(run, text.as(LACKS)));
    }

    /** Compares two plans for the same track of the same programme. */
    @Transactional
    public ComparisonView compare(UUID base, @Nullable UUID other) {
        if (!isKnown(base)) {
            throw new Refused(CommonProblems.NOT_FOUND, "No such run");
        }
        if (other == null) {
            throw new Refused(CommonProblems.INVALID, "Name the plan to compare with in the query parameter with");
        }
        var sides = jdbi.withHandle(handle -> handle.createQuery(SIDES)
                .bind("tenant", tenants.current())
                .bind("base", base)
                .bind("other", other)
                .map((row, context) -> Map.entry(row.getString("pairing"), side(row)))
                .list());
        if (sides.size() < 2
                || !sides.getFirst().getKey().equals(sides.getLast().getKey())) {
            throw new Refused(
                    RunProblems.NOT_COMPARABLE, "Two different plans for one track of one programme are compared");
        }
        var first = sides.getFirst().getValue();
        var second = sides.getLast().getValue();
        return jdbi.withHandle(handle -> handle.createQuery(CHURN)
                .bind("tenant", tenants.current())
                .bind("base", base)
                .bind("other", other)
                .bind("max", CHANGES_MAX)
                .map((row, context) -> {
                    int both = row.getInt("both");
                    int changed = row.getInt("changed");
                    var churn = both == 0 ? 0 : (double) changed / both;
                    return new ComparisonView(
                            first,
                            second,
                            both,
                            changed,
                            BigDecimal.valueOf(churn).setScale(2, RoundingMode.HALF_UP),
                            row.getInt("gained"),
                            row.getInt("lost"),
                            new StoredJson(row.getString("changes")).as(CHANGES));
                })
                .one());
    }

    private static Side side(ResultSet row) throws SQLException {
        return new Side(
                row.getObject("id", UUID.class),
                Objective.valueOf(row.getString("objective")),
                row.getBoolean("preview"),
                row.getInt("placed"),
                row.getInt("waiting"),
                row.getBigDecimal("score"),
                row.getBigDecimal("coverage"),
                row.getBigDecimal("wishes_met"),
                new StoredJson(row.getString("audit")).as(Audit.class));
    }

    private <T> T proof(UUID run, String column, Function<StoredJson, T> reads) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + column + " from run_certificates where tenant = :tenant and run = :run")
                .bind("tenant", tenants.current())
                .bind("run", run)
                .map((row, context) -> reads.apply(new StoredJson(row.getString(1))))
                .findOne()
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "The run made no plan")));
    }

    private Page<OutcomeView> outcomes(UUID id, Optional<Cursor> after, int limit) {
        var rows = jdbi.withHandle(handle -> handle.createQuery(OUTCOMES)
                .bind("tenant", tenants.current())
                .bind("id", id)
                .bind("leader", after.map(cursor -> cursor.uuid(0)).orElse(null))
                .bind("track", after.map(cursor -> cursor.string(1)).orElse(null))
                .bind("limit", limit + 1)
                .map((row, context) -> outcome(row))
                .list());
        return Page.of(rows, limit, view -> Cursor.of(view.leader(), view.track()));
    }

    private static OutcomeView outcome(ResultSet row) throws SQLException {
        return new OutcomeView(
                new PersonId(row.getObject("leader", UUID.class)),
                row.getString("track"),
                RunOutcome.valueOf(row.getString("outcome")),
                new StoredJson(row.getString("detail")).as(JsonNode.class),
                place(row),
                row.getString("waits") == null ? null : Waits.valueOf(row.getString("waits")),
                row.getObject("shortage", Integer.class),
                new StoredJson(row.getString("proposals")).as(PROPOSED));
    }

    private static @Nullable PlaceView place(ResultSet row) throws SQLException {
        var provider = row.getObject("provider", UUID.class);
        return provider == null
                ? null
                : new PlaceView(
                        new PersonId(provider),
                        row.getInt("rank"),
                        row.getBigDecimal("score"),
                        row.getBigDecimal("coverage"),
                        row.getBigDecimal("wishes_met"),
                        row.getBoolean("locked"));
    }

    private static @Nullable Plan plan(ResultSet row) throws SQLException {
        var objective = row.getString("objective");
        var planned = row.getObject("planned_at", OffsetDateTime.class);
        return objective == null
                ? null
                : new Plan(
                        Objective.valueOf(objective),
                        row.getBoolean("preview"),
                        row.getInt("placed"),
                        row.getInt("waiting"),
                        row.getBigDecimal("score"),
                        row.getBigDecimal("coverage"),
                        row.getString("audit") == null ? null : new StoredJson(row.getString("audit")).as(Audit.class),
                        planned == null ? null : planned.toInstant(),
                        row.getString("publish_reason"));
    }

    private static RunView view(ResultSet row, Page<OutcomeView> outcomes) throws SQLException {
        var finished = row.getObject("finished_at", OffsetDateTime.class);
        return new RunView(
                row.getObject("id", UUID.class),
                new ProgrammeId(row.getObject("programme", UUID.class)),
                row.getString("track"),
                row.getInt("top"),
                row.getString("state"),
                row.getInt("leaders"),
                row.getInt("done"),
                row.getInt("proposals"),
                row.getInt("policy_version"),
                row.getString("model"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getString("failure") == null ? null : RunFailure.valueOf(row.getString("failure")),
                plan(row),
                outcomes);
    }

    private boolean isKnown(UUID run) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select exists (select from runs where tenant = :tenant and id = :run)")
                        .bind("tenant", tenants.current())
                        .bind("run", run)
                        .mapTo(Boolean.class)
                        .one());
    }
}
