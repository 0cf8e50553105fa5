package tandem.intake.removal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import tandem.events.RemovalId;
import tandem.intake.removal.RemovalQueries.Certificate;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.signing.SigningService;
import tandem.runtime.tenant.Tenants;

/** Signs certificates once they are complete: what is still awaited cannot be certified. */
@ApplicationScoped
class CertificateService {

    private static final String TYPE = "removal-certificate+json";

    private final RemovalQueries queries;
    private final SigningService signing;
    private final Tenants tenants;

    CertificateService(RemovalQueries queries, SigningService signing, Tenants tenants) {
        this.queries = queries;
        this.signing = signing;
        this.tenants = tenants;
    }

    @Transactional
    Certificate get(RemovalId removal) {
        return queries.certificate(removal).orElseThrow(() -> notFound(removal));
    }

    @Transactional
    String signed(RemovalId removal) {
        var certificate = get(removal);
        if (certificate.completedAt() == null) {
            throw new Refused(
                    RemovalProblems.REMOVAL_OPEN, "Not yet reported: " + String.join(", ", certificate.awaited()));
        }
        return signing.sign(TYPE, certificate);
    }

    /** For somebody who was erased and has no account any more: the id is random and was told to nobody else. */
    @Transactional
    String signedFor(String tenant, RemovalId removal) {
        if (!Tenants.isSlug(tenant)) {
            throw notFound(removal);
        }
        return tenants.callAs(tenant, () -> signed(removal));
    }

    private static Refused notFound(RemovalId removal) {
        return new Refused(CommonProblems.NOT_FOUND, "There is no removal " + removal);
    }
}
