package tandem.testing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;

/** Real access tokens, with the claims the realm makes and signed by the key of the {@link Issuer}. */
public final class Tokens {

    private static final int MINUTES = 10;

    private final Set<String> roles = new LinkedHashSet<>();
    private final @Nullable String tenant;
    private @Nullable PersonId person;
    private String client = "tandem-test";

    private Tokens(@Nullable String tenant) {
        this.tenant = tenant;
    }

    /** A caller of that tenant. */
    public static Tokens of(String tenant) {
        return new Tokens(tenant);
    }

    /** A caller whose token names no tenant, as that of a service or the simulator. */
    public static Tokens ofNoTenant() {
        return new Tokens(null);
    }

    public Tokens role(String role) {
        roles.add(role);
        return this;
    }

    public Tokens person(PersonId id) {
        person = id;
        return this;
    }

    public Tokens person(UUID id) {
        return person(new PersonId(id));
    }

    /** The application the token was made for (azp). */
    public Tokens client(String id) {
        client = id;
        return this;
    }

    public String sign() {
        return sign(claims());
    }

    /** The claims, to be bent by a test before it signs them. */
    public JwtClaims claims() {
        var claims = new JwtClaims();
        claims.setIssuer(Issuer.url());
        claims.setAudience("tandem");
        claims.setSubject(person == null ? "service-account-" + client : person.toString());
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(MINUTES);
        claims.setGeneratedJwtId();
        claims.setClaim("typ", "Bearer");
        claims.setClaim("azp", client);
        claims.setClaim("realm_access", Map.of("roles", List.copyOf(roles)));
        if (tenant != null) {
            claims.setClaim("tenant", tenant);
        }
        if (person != null) {
            claims.setClaim("person", person.toString());
        }
        return claims;
    }

    public static String sign(JwtClaims claims) {
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(Issuer.key().getPrivateKey());
        signature.setKeyIdHeaderValue(Issuer.KEY_ID);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("Cannot sign", e);
        }
    }
}
