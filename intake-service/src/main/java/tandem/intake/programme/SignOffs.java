package tandem.intake.programme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.intake.programme.ProgrammeQueries.SignOff;
import tandem.runtime.tenant.Tenants;

/** What legal has signed; only ever added to. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class SignOffs {

    private final Jdbi jdbi;
    private final Tenants tenants;

    SignOffs(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    void add(UUID id, SignOff signOff) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into sign_off (tenant, id, programme, document_hash, policy_version, signed_at, signed_by)
                        values (:tenant, :id, :programme, :hash, :policy, :at, :by)""")
                .bind("tenant", tenants.current())
                .bind("id", id)
                .bind("programme", signOff.programme())
                .bind("hash", signOff.documentHash())
                .bind("policy", signOff.policyVersion())
                .bind("at", signOff.signedAt())
                .bind("by", signOff.signedBy())
                .execute());
    }
}
