package tandem.session.feed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import tandem.runtime.tenant.Tenants;

/**
 * What a calendar program subscribes with: the tenant it belongs to and 256 random bits. Only a hash of it is kept, so whoever reads
 * the database can subscribe to nothing.
 */
record FeedToken(String tenant, String secret) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final int LONGEST = 200;

    static FeedToken draw(String tenant) {
        var secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return new FeedToken(tenant, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** Empty for a text that cannot be a token of ours. */
    static Optional<FeedToken> parse(String text) {
        var dot = text.indexOf('.');
        return dot < 0 || text.length() > LONGEST || !Tenants.isSlug(text.substring(0, dot))
                ? Optional.empty()
                : Optional.of(new FeedToken(text.substring(0, dot), text.substring(dot + 1)));
    }

    String text() {
        return tenant + "." + secret;
    }

    byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    /** Not the secret: a record that finds its way into a log must not let anybody in. */
    @Override
    public String toString() {
        return "FeedToken[" + tenant + "]";
    }
}
