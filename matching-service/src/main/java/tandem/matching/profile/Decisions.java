package tandem.matching.profile;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.DecisionId;
import tandem.events.IntakeEvent.ServiceDecided;
import tandem.events.Pathway;
import tandem.events.PersonId;
import tandem.events.PlannedTrack;
import tandem.events.ProgrammeId;
import tandem.matching.StoredJson;
import tandem.runtime.tenant.Tenants;

/**
 * The decisions told by intake-service, the latest per leader and programme. Their rows are the locks under which everything about a
 * leader's matches is done: leader first, provider second, so that no two of them wait for each other.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Decisions {

    private static final TypeReference<List<PlannedTrack>> TRACKS = new TypeReference<>() {};

    private final Jdbi jdbi;
    private final Tenants tenants;

    Decisions(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    void keep(ServiceDecided decided) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into decisions (tenant, programme, leader, decision, intake, pathway, tracks, policy_version,
                                               rules, rule_set_version)
                        select :tenant, :programme, :leader, :decision, :intake, :pathway, cast(:tracks as jsonb), :policy,
                               :rules, :ruleSet
                         where not exists (select from erased_people where tenant = :tenant and person = :leader)
                            on conflict (tenant, programme, leader) do update
                           set decision = excluded.decision, intake = excluded.intake, pathway = excluded.pathway,
                               tracks = excluded.tracks, policy_version = excluded.policy_version,
                               rules = excluded.rules, rule_set_version = excluded.rule_set_version
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", decided.programme())
                .bind("leader", decided.person())
                .bind("decision", decided.decision())
                .bind("intake", decided.intake())
                .bind("pathway", decided.pathway().name())
                .bind("tracks", StoredJson.of(decided.tracks()).text())
                .bind("policy", decided.policyVersion())
                .bind("rules", decided.rules().toArray(String[]::new))
                .bind("ruleSet", decided.ruleSetVersion())
                .execute());
    }

    /** The decision, locked until the transaction ends; empty when there is none. */
    public Optional<Decision> lock(ProgrammeId programme, PersonId leader) {
        return read(programme, leader, "for update");
    }

    /** The decision, for looking at; whoever changes something about the leader's matches locks it. */
    public Optional<Decision> find(ProgrammeId programme, PersonId leader) {
        return read(programme, leader, "");
    }

    private Optional<Decision> read(ProgrammeId programme, PersonId leader, String locking) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select programme, leader, decision, pathway, tracks from decisions
                         where tenant = :tenant and programme = :programme and leader = :leader
                        """ + locking)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("leader", leader)
                .map((row, context) -> new Decision(
                        new ProgrammeId(row.getObject(1, UUID.class)),
                        new PersonId(row.getObject(2, UUID.class)),
                        new DecisionId(row.getObject(3, UUID.class)),
                        Pathway.valueOf(row.getString(4)),
                        new StoredJson(row.getString(5)).as(TRACKS)))
                .findOne());
    }

    /** Locks every decision about a person, in one order for all. */
    public void lockAll(PersonId leader) {
        jdbi.useHandle(handle -> handle.createQuery("""
                        select programme from decisions where tenant = :tenant and leader = :leader
                         order by programme for update
                        """)
                .bind("tenant", tenants.current())
                .bind("leader", leader)
                .mapTo(UUID.class)
                .list());
    }

    /** Leaders of a programme for whom a service was decided, in the order of their ids; at most {@code limit}. */
    public List<PersonId> leaders(ProgrammeId programme, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select leader from decisions where tenant = :tenant and programme = :programme
                         order by leader limit :limit
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("limit", limit)
                .mapTo(PersonId.class)
                .list());
    }

    int remove(Collection<PersonId> leaders) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("delete from decisions where tenant = :tenant and leader = any(:leaders)")
                        .bind("tenant", tenants.current())
                        .bind("leaders", leaders.stream().map(PersonId::value).toArray(UUID[]::new))
                        .execute());
    }
}
