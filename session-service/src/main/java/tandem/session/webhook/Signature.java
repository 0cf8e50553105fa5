package tandem.session.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Whether a message was signed with a key (Standard Webhooks 1.0): HMAC-SHA256 over id, timestamp and body. Every signature is held
 * against every key, in constant time, so that nothing is learnt from how long a refusal takes.
 */
final class Signature {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String VERSION = "v1,";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int ID_MAX = 256;
    private static final int SIGNATURES_MAX = 8;

    private Signature() {}

    /** What a message says of itself. */
    record Stated(
            @Nullable String id,
            @Nullable String timestamp,
            @Nullable String signatures) {}

    /** Whether one of the keys signed it, within five minutes of now on either side. */
    static boolean holds(Stated stated, byte[] body, List<byte[]> keys, Instant now) {
        if (stated.id() == null || stated.timestamp() == null || stated.signatures() == null) {
            return false;
        }
        var id = stated.id();
        var offered = stated.signatures().split(" ", SIGNATURES_MAX + 1);
        if (id.isEmpty()
                || id.length() > ID_MAX
                || offered.length > SIGNATURES_MAX
                || !isNear(stated.timestamp(), now)) {
            return false;
        }
        var held = false;
        for (var key : keys) {
            var right = (VERSION + Base64.getEncoder().encodeToString(mac(key, id, stated.timestamp(), body)))
                    .getBytes(StandardCharsets.US_ASCII);
            for (var signature : offered) {
                held |= MessageDigest.isEqual(right, signature.getBytes(StandardCharsets.UTF_8));
            }
        }
        return held;
    }

    private static boolean isNear(String timestamp, Instant now) {
        try {
            var signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(signed, now).abs().compareTo(TOLERANCE) <= 0;
        } catch (NumberFormatException | DateTimeException | ArithmeticException unreadable) {
            return false;
        }
    }

    private static byte[] mac(byte[] key, String id, String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            var signed = new ByteArrayOutputStream(body.length + ID_MAX);
            signed.writeBytes((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            signed.writeBytes(body);
            return mac.doFinal(signed.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
