package tandem.matching.agreement;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.MatchId;
import tandem.events.Party;
import tandem.matching.StoredJson;
import tandem.matching.agreement.Agreement.Cause;
import tandem.matching.engagement.Terms;
import tandem.runtime.tenant.Tenants;

/** Agreements as they were drawn up, version by version, and who signed them. A text once drawn up is never changed. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Agreements {

    private static final TypeReference<List<Clause>> CLAUSES = new TypeReference<>() {};

    private static final String VERSIONS = """
            select revision, cause, reason, policy_version, terms, clauses, content_hash from agreements
             where tenant = :tenant and match = :match and (cast(:revision as integer) is null or revision = :revision)
             order by revision desc limit 1
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;

    Agreements(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** Asks the policy for the terms of a text that was drawn up before texts had terms of their own. */
    interface PolicyText {
        Terms terms(int policyVersion);
    }

    /**
     * The last version, with all versions locked until the transaction ends, so that two signatures, or a signature and a change, are
     * taken one after the other.
     */
    Optional<Agreement> lock(MatchId match, PolicyText policy) {
        // the first version stands for all: read after it is locked, so that a version added meanwhile is seen
        jdbi.useHandle(handle -> handle.createQuery("""
                        select revision from agreements
                         where tenant = :tenant and match = :match and revision = 1 for update
                        """)
                .bind("tenant", tenants.current())
                .bind("match", match)
                .mapTo(Integer.class)
                .findOne());
        return find(match, null, policy);
    }

    /** One version, or with {@code revision} null the last. */
    Optional<Agreement> find(MatchId match, @Nullable Integer revision, PolicyText policy) {
        return jdbi.withHandle(handle -> handle.createQuery(VERSIONS)
                        .bind("tenant", tenants.current())
                        .bind("match", match)
                        .bind("revision", revision)
                        .map((row, context) -> agreement(match, row, policy))
                        .findOne())
                .map(this::withSignatures);
    }

    /** The version both signed last; empty before there is one. */
    Optional<Agreement> inForce(MatchId match, PolicyText policy) {
        var revision = jdbi.withHandle(handle -> handle.createQuery("""
                        select revision from agreement_signatures
                         where tenant = :tenant and match = :match
                         group by revision having count(*) = 2
                         order by revision desc limit 1
                        """)
                .bind("tenant", tenants.current())
                .bind("match", match)
                .mapTo(Integer.class)
                .findOne());
        return revision.flatMap(both -> find(match, both, policy));
    }

    void drawUp(Agreement agreement) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into agreements (tenant, match, revision, cause, reason, policy_version, terms, clauses,
                                                content_hash)
                        values (:tenant, :match, :revision, :cause, :reason, :version, cast(:terms as jsonb),
                                cast(:clauses as jsonb), :hash)
                            on conflict do nothing
                        """)
                .bind("tenant", tenants.current())
                .bind("match", agreement.match())
                .bind("revision", agreement.revision())
                .bind("cause", agreement.cause().name())
                .bind("reason", agreement.reason())
                .bind("version", agreement.policyVersion())
                .bind("terms", StoredJson.of(agreement.terms()).text())
                .bind("clauses", StoredJson.of(agreement.clauses()).text())
                .bind("hash", agreement.contentHash())
                .execute());
    }

    void sign(Agreement agreement, Party party, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into agreement_signatures (tenant, match, revision, party, signed_at)
                        values (:tenant, :match, :revision, :party, :at)
                        """)
                .bind("tenant", tenants.current())
                .bind("match", agreement.match())
                .bind("revision", agreement.revision())
                .bind("party", party.name())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute());
    }

    private static Agreement agreement(MatchId match, ResultSet row, PolicyText policy) throws SQLException {
        int policyVersion = row.getInt("policy_version");
        var terms = row.getString("terms");
        return new Agreement(
                match,
                row.getInt("revision"),
                Cause.valueOf(row.getString("cause")),
                row.getString("reason"),
                policyVersion,
                terms == null ? policy.terms(policyVersion) : new StoredJson(terms).as(Terms.class),
                new StoredJson(row.getString("clauses")).as(CLAUSES),
                row.getString("content_hash"),
                Map.of());
    }

    private Agreement withSignatures(Agreement agreement) {
        return new Agreement(
                agreement.match(),
                agreement.revision(),
                agreement.cause(),
                agreement.reason(),
                agreement.policyVersion(),
                agreement.terms(),
                agreement.clauses(),
                agreement.contentHash(),
                signatures(agreement.match(), agreement.revision()));
    }

    private Map<Party, Instant> signatures(MatchId match, int revision) {
        return jdbi
                .withHandle(handle -> handle.createQuery("""
                                select party, signed_at from agreement_signatures
                                 where tenant = :tenant and match = :match and revision = :revision
                                """)
                        .bind("tenant", tenants.current())
                        .bind("match", match)
                        .bind("revision", revision)
                        .map((row, context) -> Map.entry(
                                Party.valueOf(row.getString(1)),
                                row.getObject(2, OffsetDateTime.class).toInstant()))
                        .list())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
