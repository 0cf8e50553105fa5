package tandem.runtime.audit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Stands for somebody in an entry: SHA-256 of 16 random bytes and the id. Whoever has both can show whom it means; without the salt it
 * means nobody.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Commitment(UUID referent, byte[] salt) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_BYTES = 16;

    static Commitment to(UUID referent) {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new Commitment(referent, salt);
    }

    String text() {
        try {
            var id = ByteBuffer.allocate(SALT_BYTES)
                    .putLong(referent.getMostSignificantBits())
                    .putLong(referent.getLeastSignificantBits())
                    .array();
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return HexFormat.of().formatHex(digest.digest(id));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
