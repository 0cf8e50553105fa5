package tandem.runtime.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** How one link follows from the one before: SHA-256 of the previous hash, the number, the entry and its text. */
final class Chain {

    private static final int HASH_BYTES = 32;
    private static final int FIXED_BYTES = HASH_BYTES + Long.BYTES + 2 * Long.BYTES;

    private Chain() {}

    /** What the first link follows. */
    static byte[] start() {
        return new byte[HASH_BYTES];
    }

    static byte[] next(byte[] previous, long seq, UUID entry, String content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(FIXED_BYTES)
                    .put(previous)
                    .putLong(seq)
                    .putLong(entry.getMostSignificantBits())
                    .putLong(entry.getLeastSignificantBits())
                    .array());
            return digest.digest(content.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
