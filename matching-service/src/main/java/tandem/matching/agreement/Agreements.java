package tandem.matching.agreement;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import tandem.events.MatchId;
import tandem.events.Party;
import tandem.matching.StoredJson;
import tandem.runtime.tenant.Tenants;

/** Agreements as they were drawn up, and who signed them. A text once drawn up is never changed. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Agreements {

    private static final TypeReference<List<Clause>> CLAUSES = new TypeReference<>() {};

    private final Jdbi jdbi;
    private final Tenants tenants;

    Agreements(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** The agreement, locked until the transaction ends, so that two signatures are counted one after the other. */
    Optional<Agreement> lock(MatchId match) {
        return jdbi.withHandle(handle -> {
            var signatures = new Signatures(handle, tenants.current(), match);
            return handle.createQuery("""
                            select policy_version, clauses, content_hash from agreements
                             where tenant = :tenant and match = :match for update
                            """)
                    .bind("tenant", tenants.current())
                    .bind("match", match)
                    .map((row, context) -> new Agreement(
                            match,
                            row.getInt(1),
                            new StoredJson(row.getString(2)).as(CLAUSES),
                            row.getString(3),
                            signatures.read()))
                    .findOne();
        });
    }

    void drawUp(MatchId match, int policyVersion, List<Clause> clauses) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into agreements (tenant, match, policy_version, clauses, content_hash)
                        values (:tenant, :match, :version, cast(:clauses as jsonb), :hash)
                            on conflict do nothing
                        """)
                .bind("tenant", tenants.current())
                .bind("match", match)
                .bind("version", policyVersion)
                .bind("clauses", StoredJson.of(clauses).text())
                .bind("hash", Clauses.hash(clauses))
                .execute());
    }

    void sign(MatchId match, Party party, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into agreement_signatures (tenant, match, party, signed_at)
                        values (:tenant, :match, :party, :at)
                        """)
                .bind("tenant", tenants.current())
                .bind("match", match)
                .bind("party", party.name())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute());
    }

    private record Signatures(Handle handle, String tenant, MatchId match) {
        Map<Party, Instant> read() {
            return handle
                    .createQuery(
                            "select party, signed_at from agreement_signatures where tenant = :tenant and match = :match")
                    .bind("tenant", tenant)
                    .bind("match", match)
                    .map((row, context) -> Map.entry(
                            Party.valueOf(row.getString(1)),
                            row.getObject(2, OffsetDateTime.class).toInstant()))
                    .list()
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }
}
