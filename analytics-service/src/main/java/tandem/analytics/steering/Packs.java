package tandem.analytics.steering;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import tandem.analytics.CanonicalJson;
import tandem.events.ProgrammeId;
import tandem.runtime.tenant.Tenants;

/** Packs as they were printed, numbered per pilot. None is ever changed. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Packs {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Packs(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** The caller holds the pilot, so numbers have no gaps. */
    int add(ProgrammeId programme, String html, Instant asOf) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        insert into steering_packs (tenant, programme, number, html, content_hash, as_of)
                        select :tenant, :programme, coalesce(max(number), 0) + 1, :html, :hash, :asOf
                        from steering_packs where tenant = :tenant and programme = :programme
                        returning number""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("html", html)
                .bind("hash", CanonicalJson.hash(html))
                .bind("asOf", asOf.atOffset(ZoneOffset.UTC))
                .mapTo(Integer.class)
                .one());
    }
}
