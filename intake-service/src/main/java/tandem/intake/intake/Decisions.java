package tandem.intake.intake;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.DecisionId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** Decisions, only ever added, and the reviews held of them. */
@ApplicationScoped
class Decisions implements PanacheRepositoryBase<Decision, UUID> {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Decisions(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** Locked, so that one decision is replaced once. */
    Decision lock(DecisionId decision) {
        return findByIdOptional(decision.value(), LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no decision " + decision));
    }

    /** Whether no later decision of the same programme is about the same person. */
    boolean isLatest(Decision decision) {
        return count(
                        "programme = ?1 and person = ?2 and id > ?3",
                        decision.programme().value(),
                        decision.person().value(),
                        decision.id().value())
                == 0;
    }

    /** Decisions in force of people still taking part whose review has come and was not held, oldest first. */
    List<DecisionId> dueForReview(LocalDate today, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select d.id
                          from decision d
                          join participation t on t.tenant = d.tenant and t.programme = d.programme
                           and t.person = d.person and t.left_at is null
                          join programme g on g.tenant = d.tenant and g.id = d.programme and g.ends_on >= :today
                          join employment e on e.tenant = d.tenant and e.person = d.person
                           and (e.left_on is null or e.left_on > :today)
                         where d.tenant = :tenant and d.mentor_review_on <= :today
                           and not exists (select from decision_review r
                                            where r.tenant = d.tenant and r.decision = d.id)
                           and not exists (select from decision l
                                            where l.tenant = d.tenant and l.person = d.person
                                              and l.programme = d.programme and l.id > d.id)
                         order by d.id
                         limit :limit""")
                .bind("tenant", tenants.current())
                .bind("today", today)
                .bind("limit", limit)
                .mapTo(DecisionId.class)
                .list());
    }

    void reviewed(Decision decision, int policyVersion, @Nullable DecisionId instead, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into decision_review (tenant, decision, person, policy_version, instead, held_at)
                        values (:tenant, :decision, :person, :policy, :instead, :at)""")
                .bind("tenant", tenants.current())
                .bind("decision", decision.id())
                .bind("person", decision.person())
                .bind("policy", policyVersion)
                .bind("instead", instead == null ? null : instead.value())
                .bind("at", at)
                .execute());
    }
}
