package tandem.runtime.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import tandem.runtime.crypto.TenantSecrets;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;

/** The signing keys of a tenant, at most one of them active. The private half lies sealed under the tenant's own key. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class SigningKeys {

    private static final String USE = "signing-key";

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final TenantSecrets secrets;
    private final Clock clock;

    SigningKeys(Jdbi jdbi, Tenants tenants, TenantSecrets secrets, @ProgrammeTime Clock clock) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** The key to sign with; the first signature of a tenant makes it. */
    JsonWebKey active() {
        return findActive().orElseGet(() -> {
            add(generate());
            return findActive().orElseThrow(() -> new IllegalStateException("The signing key is gone again"));
        });
    }

    /** Retires the active key and makes another. */
    void rotate() {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update tandem.signing_key set retired_at = :now where tenant = :tenant and retired_at is null")
                .bind("tenant", tenants.current())
                .bind("now", clock.instant())
                .execute());
        add(generate());
    }

    /** The public halves of all keys there ever were, as JSON Web Keys, newest first. */
    List<String> published() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select public_key from tandem.signing_key where tenant = :tenant order by made_at desc, id limit 1000")
                .bind("tenant", tenants.current())
                .mapTo(String.class)
                .list());
    }

    private Optional<JsonWebKey> findActive() {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select sealed_key from tandem.signing_key where tenant = :tenant and retired_at is null")
                        .bind("tenant", tenants.current())
                        .mapTo(byte[].class)
                        .findOne())
                .map(secret -> parse(new String(secrets.open(USE, secret), StandardCharsets.UTF_8)));
    }

    /** Two first signatures at once make one key: the unique index lets the second one wait and then find it. */
    private void add(JsonWebKey key) {
        var secret = key.toJson(OutputControlLevel.INCLUDE_PRIVATE).getBytes(StandardCharsets.UTF_8);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into tandem.signing_key (tenant, id, public_key, sealed_key, made_at)
                        values (:tenant, :id, :public, :sealed, :now)
                            on conflict do nothing""")
                .bind("tenant", tenants.current())
                .bind("id", key.getKeyId())
                .bind("public", key.toJson(OutputControlLevel.PUBLIC_ONLY))
                .bind("sealed", secrets.seal(USE, secret))
                .bind("now", clock.instant())
                .execute());
    }

    private static JsonWebKey generate() {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256")); // RFC 7638
            key.setUse("sig");
            key.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException("This JVM cannot make a key on P-256", e);
        }
    }

    private static JsonWebKey parse(String json) {
        try {
            return JsonWebKey.Factory.newJwk(json);
        } catch (JoseException e) {
            throw new IllegalStateException("A stored signing key cannot be read", e);
        }
    }
}
