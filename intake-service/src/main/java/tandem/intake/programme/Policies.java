package tandem.intake.programme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import tandem.events.ProgrammeId;
import tandem.runtime.tenant.Tenants;

/** Every policy version there ever was. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Policies {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Policies(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    void add(ProgrammeId programme, int version, String text, String by, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into policy (tenant, programme, policy_version, content, content_hash, published_at,
                                            published_by)
                        values (:tenant, :programme, :version, cast(:content as jsonb), :hash, :at, :by)""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("version", version)
                .bind("content", text)
                .bind("hash", PolicyText.hash(text))
                .bind("at", at)
                .bind("by", by)
                .execute());
    }

    /** The version in force, or empty for a programme that is not ours. */
    public Optional<InForce> inForce(ProgrammeId programme) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select policy_version, content from policy
                         where tenant = :tenant and programme = :programme
                         order by policy_version desc
                         limit 1""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .map((row, context) -> new InForce(row.getInt(1), PolicyText.read(row.getString(2))))
                .findOne());
    }

    /** One version, or empty where there is none. */
    public Optional<InForce> version(ProgrammeId programme, int version) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select policy_version, content from policy
                         where tenant = :tenant and programme = :programme and policy_version = :version""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("version", version)
                .map((row, context) -> new InForce(row.getInt(1), PolicyText.read(row.getString(2))))
                .findOne());
    }

    /** A policy with its version. */
    public record InForce(int version, Policy policy) {}
}
