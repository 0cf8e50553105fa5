package tandem.runtime.link;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import tandem.runtime.tenant.Tenants;

/** What a link carries: the tenant it belongs to and 256 bits nobody can guess. */
public record LinkToken(String tenant, String secret) {

    private static final int LENGTH_MAX = 200;

    /** Empty for a text that cannot be a link of ours. */
    public static Optional<LinkToken> parse(String token) {
        var dot = token.indexOf('.');
        if (dot < 0 || token.length() > LENGTH_MAX || !Tenants.isSlug(token.substring(0, dot))) {
            return Optional.empty();
        }
        return Optional.of(new LinkToken(token.substring(0, dot), token.substring(dot + 1)));
    }

    /** As {@link #parse}, refused like every other link that does not work. */
    public static LinkToken require(String token) {
        return parse(token).orElseThrow(Links::unusable);
    }

    /** The text that goes into the link. */
    public String text() {
        return tenant + "." + secret;
    }

    byte[] sha256() {
        return sha256(text().getBytes(StandardCharsets.UTF_8));
    }

    /** A fingerprint of what was answered, which nobody can compare with guesses who has not the token. */
    String fingerprint(String answer) {
        return HexFormat.of().formatHex(sha256((text() + "|" + answer).getBytes(StandardCharsets.UTF_8)));
    }

    /** Never the secret: a token that is printed somewhere could be used by whoever reads it. */
    @Override
    public String toString() {
        return tenant + ".…";
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
