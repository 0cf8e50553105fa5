package tandem.runtime.signing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.lang.JoseException;
import tandem.runtime.tenant.Tenants;

/** Signs documents as compact JWS (RFC 7515, ES256): whoever has the tenant's public keys checks them without asking anybody. */
@ApplicationScoped
public class SigningService {

    /** The media type of what {@link #sign} answers. */
    public static final String JOSE = "application/jose";

    private final SigningKeys keys;
    private final Tenants tenants;
    private final ObjectMapper json;

    SigningService(SigningKeys keys, Tenants tenants, ObjectMapper json) {
        this.keys = keys;
        this.tenants = tenants;
        this.json = json;
    }

    /** Signs a document under the header {@code typ} of its kind, so that a receipt cannot be passed off as a certificate. */
    @Transactional
    public String sign(String type, Object document) {
        var key = (EllipticCurveJsonWebKey) keys.active();
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setHeader(HeaderParameterNames.TYPE, type);
        signature.setKey(key.getPrivateKey());
        try {
            signature.setPayload(json.writeValueAsString(document));
            return signature.getCompactSerialization();
        } catch (JsonProcessingException | JoseException e) {
            throw new IllegalStateException("Cannot sign a " + type, e);
        }
    }

    /** Answers the id of the key that signs from now on. */
    @Transactional
    public String rotate() {
        keys.rotate();
        return keys.active().getKeyId();
    }

    /** The public keys of a tenant, for callers without a token: whoever holds a signed document may check it. */
    @Transactional
    public List<String> published(String tenant) {
        return Tenants.isSlug(tenant) ? tenants.callAs(tenant, keys::published) : List.of();
    }
}
