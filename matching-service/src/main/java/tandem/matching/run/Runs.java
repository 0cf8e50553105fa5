package tandem.matching.run;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.matching.StoredJson;
import tandem.matching.assignment.Certificate;
import tandem.matching.assignment.Objective;
import tandem.matching.fairness.Audit;
import tandem.matching.match.Proposal;
import tandem.matching.profile.Programme;
import tandem.matching.scoring.HardRule;
import tandem.matching.scoring.Ranking;
import tandem.matching.scoring.ScoreWeights;
import tandem.runtime.tenant.Tenants;

/** Runs of the engine, which leaders they still have to see, and what they came to. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Runs {

    static final String ANY_TRACK = "ANY";

    private static final TypeReference<Map<HardRule, Integer>> RULED_OUT = new TypeReference<>() {};

    /** More plans than that nobody compares a new one with. */
    private static final int TOLD_MAX = 200;

    private final Jdbi jdbi;
    private final Tenants tenants;

    Runs(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /**
     * A run under way.
     *
     * @param assignment what to plan for the whole cohort; null when providers are ranked for each leader
     * @param isPlanned whether the plan stands and is being published
     */
    record Run(
            UUID id,
            ProgrammeId programme,
            @Nullable Track track,
            int top,
            @Nullable Assignment assignment,
            boolean isPlanned) {

        /** The one track of an assignment. */
        Track oneTrack() {
            return Objects.requireNonNull(track);
        }
    }

    /**
     * How a cohort is to be placed.
     *
     * @param whatIf what to take for granted; then it is a preview, to be looked at and compared, that can never be published
     */
    record Assignment(Objective objective, @Nullable WhatIf whatIf) {
        boolean preview() {
            return whatIf != null;
        }
    }

    /**
     * What a preview takes for granted.
     *
     * @param weights instead of those of the policy
     * @param seats free seats of some providers instead of those they have
     */
    record WhatIf(@Nullable ScoreWeights weights, List<Seats> seats) {}

    /** So many free seats with a provider. */
    record Seats(PersonId provider, int seats) {}

    /** A pair somebody fixed before the engine began. */
    record Lock(PersonId leader, PersonId provider, String reason) {}

    /**
     * A leader's place in a plan.
     *
     * @param provider null when the leader waits
     * @param reason why the leader waits, as the waitlist has it
     * @param choice the human who fixed the pair, null when the engine chose it
     */
    record Place(@Nullable PersonId provider, String reason, Proposal.@Nullable Choice choice) {}

    void open(Run run, Programme programme, String model, String requestedBy, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into runs (tenant, id, programme, track, top, state, requested_by, requested_at,
                                          policy_version, model, objective, preview,
                                          what_if)
                        values (:tenant, :id, :programme, :track, :top, 'RUNNING', :by, :at, :policy, :model,
                                :objective, :preview, cast(:whatIf as jsonb))
                        """)
                .bind("tenant", tenants.current())
                .bind("id", run.id())
                .bind("programme", run.programme())
                .bind("track", run.track() == null ? null : run.track().name())
                .bind("top", run.top())
                .bind("by", requestedBy)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .bind("policy", programme.policyVersion())
                .bind("model", model)
                .bind(
                        "objective",
                        run.assignment() == null
                                ? null
                                : run.assignment().objective().name())
                .bind("preview", run.assignment() != null && run.assignment().preview())
                .bind(
                        "whatIf",
                        run.assignment() == null || run.assignment().whatIf() == null
                                ? null
                                : StoredJson.of(run.assignment().whatIf()).text())
                .execute());
    }

    /** The pairs of this run meet once before they are final. */
    void explore(UUID run) {
        jdbi.useHandle(
                handle -> handle.createUpdate("update runs set exploratory = true where tenant = :tenant and id = :run")
                        .bind("tenant", tenants.current())
                        .bind("run", run)
                        .execute());
    }

    void addLocks(UUID run, Collection<Lock> locks) {
        jdbi.useHandle(handle -> {
            var batch = handle.prepareBatch("""
                    insert into run_locks (tenant, run, leader, provider, reason)
                    values (:tenant, :run, :leader, :provider, :reason)
                    """);
            for (var lock : locks) {
                batch.bind("tenant", tenants.current())
                        .bind("run", run)
                        .bind("leader", lock.leader())
                        .bind("provider", lock.provider())
                        .bind("reason", lock.reason())
                        .add();
            }
            batch.execute();
        });
    }

    /** The locked pairs of a run by leader. */
    Map<PersonId, Lock> locks(UUID run) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select leader, provider, reason from run_locks where tenant = :tenant and run = :run")
                .bind("tenant", tenants.current())
                .bind("run", run)
                .map((row, context) -> new Lock(
                        new PersonId(row.getObject(1, UUID.class)),
                        new PersonId(row.getObject(2, UUID.class)),
                        row.getString(3)))
                .collect(Collectors.toMap(Lock::leader, lock -> lock)));
    }

    void addLeaders(UUID run, Collection<PersonId> leaders) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into run_leaders (tenant, run, leader)
                        select :tenant, :run, leader from unnest(:leaders) as leader on conflict do nothing
                        """)
                .bind("tenant", tenants.current())
                .bind("run", run)
                .bind("leaders", leaders.stream().map(PersonId::value).toArray(UUID[]::new))
                .execute());
    }

    /** The run, locked for this transaction; empty when nothing is to be done, or another worker has it. */
    Optional<Run> take(UUID id) {
        return read(id, "and state = 'RUNNING' for update skip locked");
    }

    /** The run, locked for this transaction. */
    Optional<Run> lock(UUID id) {
        return read(id, "for update");
    }

    private Optional<Run> read(UUID id, String which) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, programme, track, top, objective, what_if, planned_at is not null from runs
                         where tenant = :tenant and id = :id
                        """ + which)
                .bind("tenant", tenants.current())
                .bind("id", id)
                .map((row, context) -> new Run(
                        row.getObject(1, UUID.class),
                        new ProgrammeId(row.getObject(2, UUID.class)),
                        row.getString(3) == null ? null : Track.valueOf(row.getString(3)),
                        row.getInt(4),
                        row.getString(5) == null
                                ? null
                                : new Assignment(
                                        Objective.valueOf(row.getString(5)),
                                        row.getString(6) == null
                                                ? null
                                                : new StoredJson(row.getString(6)).as(WhatIf.class)),
                        row.getBoolean(7)))
                .findOne());
    }

    /** The next leaders, in the order of their ids: every run takes their locks in the same order. */
    List<PersonId> nextLeaders(UUID run, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select leader from run_leaders where tenant = :tenant and run = :run and not done
                         order by leader limit :limit
                        """)
                .bind("tenant", tenants.current())
                .bind("run", run)
                .bind("limit", limit)
                .mapTo(PersonId.class)
                .list());
    }

    void done(UUID run, Collection<PersonId> leaders) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update run_leaders set done = true
                         where tenant = :tenant and run = :run and leader = any(:leaders)
                        """)
                .bind("tenant", tenants.current())
                .bind("run", run)
                .bind("leaders", leaders.stream().map(PersonId::value).toArray(UUID[]::new))
                .execute());
    }

    void outcome(
            UUID run, PersonId leader, @Nullable Track track, RunOutcome outcome, int proposals, Map<?, ?> detail) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into run_outcomes (tenant, run, leader, track, outcome, proposals, detail)
                        values (:tenant, :run, :leader, :track, :outcome, :proposals, cast(:detail as jsonb))
                        """)
                .bind("tenant", tenants.current())
                .bind("run", run)
                .bind("leader", leader)
                .bind("track", track == null ? ANY_TRACK : track.name())
                .bind("outcome", outcome.name())
                .bind("proposals", proposals)
                .bind("detail", StoredJson.of(detail).text())
                .execute());
    }

    /** A leader has a place in the plan. */
    void placed(UUID run, Track track, PersonId leader, Ranking.Ranked place) {
        outcome(run, leader, track, RunOutcome.PLACED, 0, Map.of());
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update run_outcomes set provider = :provider, rank = :rank, score = :score, coverage = :coverage,
                               wishes_met = :wishes
                         where tenant = :tenant and run = :run and leader = :leader and track = :track
                        """)
                .bind("tenant", tenants.current())
                .bind("run", run)
                .bind("leader", leader)
                .bind("track", track.name())
                .bind("provider", place.provider().id())
                .bind("rank", place.rank())
                .bind("score", place.score().total())
                .bind("coverage", place.score().coverage())
                .bind("wishes", place.wishesMet())
                .execute());
    }

    /** A leader has none; {@code shortage} is the position among the plan's shortages, null when seats are not what is lacking. */
    void waits(UUID run, Track track, PersonId leader, Waits reason, @Nullable Integer shortage, Map<?, ?> ruledOut) {
        outcome(run, leader, track, RunOutcome.WAITS, 0, ruledOut);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update run_outcomes set waits = :waits, shortage = :shortage
                         where tenant = :tenant and run = :run and leader = :leader and track = :track
                        """)
                .bind("tenant", tenants.current())
                .bind("run", run)
                .bind("leader", leader)
                .bind("track", track.name())
                .bind("waits", reason.name())
                .bind("shortage", shortage)
                .execute());
    }

    /** The plan stands: its proof is kept with it, and it waits for somebody to publish it. */
    void planned(UUID run, Certificate certificate, List<Lack> shortages, Audit audit, Instant at) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            insert into run_certificates (tenant, run, certificate, shortages)
                            values (:tenant, :run, cast(:certificate as jsonb), cast(:shortages as jsonb))
                            """)
                    .bind("tenant", tenants.current())
                    .bind("run", run)
                    .bind("certificate", StoredJson.of(certificate).text())
                    .bind("shortages", StoredJson.of(shortages).text())
                    .execute();
            handle.createUpdate("""
                            update runs set state = 'PLANNED', planned_at = :at, audit = cast(:audit as jsonb)
                             where tenant = :tenant and id = :run
                            """)
                    .bind("tenant", tenants.current())
                    .bind("run", run)
                    .bind("audit", StoredJson.of(audit).text())
                    .bind("at", at.atOffset(ZoneOffset.UTC))
                    .execute();
        });
    }

    /** The audit of a plan that waits to be published; empty when the run has none, or was published. */
    Optional<Audit> audit(UUID run) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select audit from runs where tenant = :tenant and id = :run and state = 'PLANNED'")
                .bind("tenant", tenants.current())
                .bind("run", run)
                .map((row, context) -> new StoredJson(row.getString(1)).as(Audit.class))
                .findOne());
    }

    /** Whom each plan served that told a ratio of how evenly groups are served, the newest {@value #TOLD_MAX}. */
    List<Set<PersonId>> servedWhereRatiosWereTold(ProgrammeId programme, Track track) {
        var served = jdbi.withHandle(handle -> handle.createQuery("""
                        select o.run, o.leader
                          from (select id from runs
                                 where tenant = :tenant and programme = :programme and track = :track
                                   and exists (select from jsonb_array_elements(audit -> 'selection') s
                                                where s ->> 'ratio' is not null)
                                 order by id desc limit :limit) told
                          join run_outcomes o on o.tenant = :tenant and o.run = told.id and o.provider is not null
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("track", track.name())
                .bind("limit", TOLD_MAX)
                .map((row, context) ->
                        Map.entry(row.getObject(1, UUID.class), new PersonId(row.getObject(2, UUID.class))))
                .list());
        return served.stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())))
                .values()
                .stream()
                .toList();
    }

    void publish(UUID run, String by, @Nullable String reason) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update runs set state = 'RUNNING', published_by = :by, publish_reason = :reason
                         where tenant = :tenant and id = :run
                        """)
                .bind("tenant", tenants.current())
                .bind("run", run)
                .bind("by", by)
                .bind("reason", reason)
                .execute());
    }

    /** The leader's place in the plan, while it is not published; empty when the plan has none. */
    Optional<Place> place(UUID run, PersonId leader, Track track) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select o.provider, o.waits, o.detail, l.reason, r.requested_by
                          from run_outcomes o
                          join runs r on r.tenant = o.tenant and r.id = o.run
                          left join run_locks l on l.tenant = o.tenant and l.run = o.run and l.leader = o.leader
                         where o.tenant = :tenant and o.run = :run and o.leader = :leader and o.track = :track
                           and o.outcome in ('PLACED', 'WAITS')
                        """)
                .bind("tenant", tenants.current())
                .bind("run", run)
                .bind("leader", leader)
                .bind("track", track.name())
                .map((row, context) -> place(row))
                .findOne());
    }

    private static Place place(ResultSet row) throws SQLException {
        var provider = row.getObject(1, UUID.class);
        var waits = row.getString(2) == null ? Waits.HARD_RULES : Waits.valueOf(row.getString(2));
        var reason = waits == Waits.HARD_RULES
                ? Proposing.reason(new StoredJson(row.getString(3)).as(RULED_OUT))
                : waits.onTheWaitlist();
        var why = row.getString(4);
        return new Place(
                provider == null ? null : new PersonId(provider),
                reason,
                why == null ? null : new Proposal.Choice(PersonId.of(row.getString(5)), why));
    }

    void published(UUID run, PersonId leader, Track track, RunOutcome outcome) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update run_outcomes set outcome = :outcome, proposals = :proposals
                         where tenant = :tenant and run = :run and leader = :leader and track = :track
                        """)
                .bind("tenant", tenants.current())
                .bind("run", run)
                .bind("leader", leader)
                .bind("track", track.name())
                .bind("outcome", outcome.name())
                .bind("proposals", outcome == RunOutcome.PROPOSED ? 1 : 0)
                .execute());
    }

    /** It got on: what failed before is made up for. */
    void gotOn(UUID run) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update runs set failures = 0 where tenant = :tenant and id = :run and failures > 0")
                .bind("tenant", tenants.current())
                .bind("run", run)
                .execute());
    }

    /** Counts a failure, and gives the run up when there were so many in a row; answers whether it did. */
    boolean failed(UUID run, RunFailure failure, int most, Instant at) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        update runs set failures = failures + 1,
                               state = case when failures + 1 < :most then state else 'FAILED' end,
                               failure = case when failures + 1 < :most then null else :failure end,
                               finished_at = case when failures + 1 < :most then null else cast(:at as timestamptz) end
                         where tenant = :tenant and id = :run and state = 'RUNNING'
                        returning state = 'FAILED'
                        """)
                .bind("tenant", tenants.current())
                .bind("run", run)
                .bind("failure", failure.name())
                .bind("most", most)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false));
    }

    void finish(UUID run, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update runs set state = 'DONE', finished_at = :at where tenant = :tenant and id = :run")
                .bind("tenant", tenants.current())
                .bind("run", run)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute());
    }
}
