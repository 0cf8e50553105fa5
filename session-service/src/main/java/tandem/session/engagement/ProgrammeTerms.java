package tandem.session.engagement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.jdbi.v3.core.Jdbi;
import tandem.events.EvidenceTier;
import tandem.events.IntakeEvent.PolicyPublished;
import tandem.events.ProgrammeId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** The terms in force, by programme. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class ProgrammeTerms {

    private final Jdbi jdbi;
    private final Tenants tenants;

    ProgrammeTerms(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    public Terms of(ProgrammeId programme) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select late_cancellation_hours, minimum_evidence, booking_sla_days from programme_terms
                         where tenant = :tenant and programme = :programme
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .map((row, context) -> new Terms(row.getInt(1), EvidenceTier.valueOf(row.getString(2)), row.getInt(3)))
                .findOne()
                .orElse(Terms.DEFAULT));
    }

    /** Refuses a programme of which neither the terms nor an engagement were told: what is kept of it would be of nothing. */
    public void requireKnown(ProgrammeId programme) {
        boolean known = jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (select from programme_terms where tenant = :tenant and programme = :programme)
                            or exists (select from engagements where tenant = :tenant and programme = :programme)
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .mapTo(Boolean.class)
                .one());
        if (!known) {
            throw new Refused(CommonProblems.NOT_FOUND, "There is no such programme");
        }
    }

    /** Keeps the newest version. */
    void keep(PolicyPublished policy) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into programme_terms as held
                               (tenant, programme, policy_version, late_cancellation_hours, minimum_evidence,
                                booking_sla_days)
                        values (:tenant, :programme, :version, :hours, :evidence, :booking)
                            on conflict (tenant, programme) do update
                           set policy_version = excluded.policy_version,
                               late_cancellation_hours = excluded.late_cancellation_hours,
                               minimum_evidence = excluded.minimum_evidence,
                               booking_sla_days = excluded.booking_sla_days
                         where held.policy_version < excluded.policy_version
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", policy.programme())
                .bind("version", policy.policyVersion())
                .bind("hours", policy.terms().lateCancellationHours())
                .bind("evidence", policy.terms().minimumEvidence())
                .bind("booking", policy.terms().bookingSlaDays())
                .execute());
    }
}
