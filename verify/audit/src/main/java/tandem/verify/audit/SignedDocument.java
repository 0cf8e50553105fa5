package tandem.verify.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A receipt, certificate or head as Tandem hands it out: a compact JWS (RFC 7515) with ES256, the only algorithm taken. Checked with the
 * JDK alone, so that nothing that signed it has a say.
 */
public record SignedDocument(String type, String kid, JsonNode payload) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXPECTED = "ES256";

    /** The document, when one of the keys signed exactly these bytes; empty otherwise. */
    public static Optional<SignedDocument> open(String compact, Map<String, PublicKey> keys) {
        var parts = compact.strip().split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            var header = JSON.readTree(decoded(parts[0]));
            var key = keys.get(header.path("kid").asText());
            if (key == null || !header.path("alg").asText().equals(EXPECTED)) {
                return Optional.empty();
            }
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initVerify(key);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(decoded(parts[2]))
                    ? Optional.of(new SignedDocument(
                            header.path("typ").asText(), header.path("kid").asText(), JSON.readTree(decoded(parts[1]))))
                    : Optional.empty();
        } catch (IllegalArgumentException | IOException | GeneralSecurityException e) {
            return Optional.empty(); // what cannot be read proves nothing
        }
    }

    /** What the document says in a field before anybody has checked it: enough to know where its keys are, and for nothing else. */
    static Optional<String> claimed(String compact, String field) {
        try {
            var parts = compact.strip().split("\\.", -1);
            return parts.length == 3
                    ? Optional.ofNullable(
                            JSON.readTree(decoded(parts[1])).path(field).textValue())
                    : Optional.empty();
        } catch (IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }

    /** The public key of a JSON Web Key on P-256 (RFC 7517). */
    static PublicKey key(JsonNode jwk) {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            var point = new ECPoint(coordinate(jwk, "x"), coordinate(jwk, "y"));
            return KeyFactory.getInstance("EC")
                    .generatePublic(new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
        } catch (GeneralSecurityException e) {
            throw new AuditFailed("Not a key on P-256: " + jwk.path("kid").asText(), e);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AuditFailed("Not JSON: " + e.getMessage(), e);
        }
    }

    String pretty() {
        return payload.toPrettyString();
    }

    private static BigInteger coordinate(JsonNode jwk, String name) {
        return new BigInteger(1, decoded(jwk.path(name).asText()));
    }

    private static byte[] decoded(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
