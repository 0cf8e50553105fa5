package tandem.matching.weighting;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.ProgrammeId;
import tandem.matching.StoredJson;
import tandem.matching.scoring.WeightSet;
import tandem.runtime.tenant.Tenants;

/** The versions of programmes' own weights. None is ever changed. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class WeightProfiles {

    private final Jdbi jdbi;
    private final Tenants tenants;

    WeightProfiles(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** The number of the latest version, 0 when there is none; nobody else adds one until the transaction ends. */
    int lock(ProgrammeId programme, String name) {
        return jdbi.withHandle(handle -> {
            handle.createQuery("select id from programmes where tenant = :tenant and id = :programme for update")
                    .bind("tenant", tenants.current())
                    .bind("programme", programme)
                    .mapTo(UUID.class)
                    .list();
            return handle.createQuery("""
                            select coalesce(max(version), 0) from weight_profiles
                             where tenant = :tenant and programme = :programme and name = :name
                            """)
                    .bind("tenant", tenants.current())
                    .bind("programme", programme)
                    .bind("name", name)
                    .mapTo(Integer.class)
                    .one();
        });
    }

    void add(ProgrammeId programme, String name, int version, WeightSet weights, String by, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into weight_profiles (tenant, programme, name, version, weights, changed_by, changed_at)
                        values (:tenant, :programme, :name, :version, cast(:weights as jsonb), :by, :at)
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("name", name)
                .bind("version", version)
                .bind("weights", StoredJson.of(weights).text())
                .bind("by", by)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute());
    }
}
