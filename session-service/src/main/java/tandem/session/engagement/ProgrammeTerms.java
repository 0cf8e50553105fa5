package tandem.session.engagement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.jdbi.v3.core.Jdbi;
import tandem.events.EvidenceTier;
import tandem.events.IntakeEvent.PolicyPublished;
import tandem.events.ProgrammeId;
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
