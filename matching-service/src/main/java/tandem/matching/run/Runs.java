package tandem.matching.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.matching.StoredJson;
import tandem.matching.profile.Programme;
import tandem.runtime.tenant.Tenants;

/** Runs of the engine, which leaders they still have to see, and what they came to. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Runs {

    static final String ANY_TRACK = "ANY";

    private final Jdbi jdbi;
    private final Tenants tenants;

    Runs(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** A run under way. */
    record Run(UUID id, ProgrammeId programme, @Nullable Track track, int top) {}

    void open(Run run, Programme programme, String model, String requestedBy, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into runs (tenant, id, programme, track, top, state, requested_by, requested_at,
                                          policy_version, model)
                        values (:tenant, :id, :programme, :track, :top, 'RUNNING', :by, :at, :policy, :model)
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
                .execute());
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

    /** The run, locked for this transaction; empty when it is done, or another worker has it. */
    Optional<Run> take(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, programme, track, top from runs
                         where tenant = :tenant and id = :id and state = 'RUNNING' for update skip locked
                        """)
                .bind("tenant", tenants.current())
                .bind("id", id)
                .map((row, context) -> new Run(
                        row.getObject(1, UUID.class),
                        new ProgrammeId(row.getObject(2, UUID.class)),
                        row.getString(3) == null ? null : Track.valueOf(row.getString(3)),
                        row.getInt(4)))
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

    void finish(UUID run, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update runs set state = 'DONE', finished_at = :at where tenant = :tenant and id = :run")
                .bind("tenant", tenants.current())
                .bind("run", run)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute());
    }
}
