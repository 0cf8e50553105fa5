package tandem.session.sponsorship;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import tandem.runtime.tenant.Tenants;

/**
 * What somebody without an account confirms with: the tenant it belongs to and 256 random bits. Only a hash of it is kept, so
 * whoever reads the database cannot confirm anything.
 */
record Link(String tenant, String secret) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    static Link draw(String tenant) {
        var secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return new Link(tenant, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** Empty for a text that cannot be a link of ours. */
    static Optional<Link> parse(String token) {
        var dot = token.indexOf('.');
        if (dot < 0 || token.length() > 200 || !Tenants.isSlug(token.substring(0, dot))) {
            return Optional.empty();
        }
        return Optional.of(new Link(token.substring(0, dot), token.substring(dot + 1)));
    }

    String token() {
        return tenant + "." + secret;
    }

    byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
