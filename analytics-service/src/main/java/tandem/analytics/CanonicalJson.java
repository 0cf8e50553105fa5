package tandem.analytics;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tandem.runtime.event.EventCodec;

/**
 * A document by the rules events are written by, one text for one content: components in the order of their record, no nulls, sorted
 * maps if the document sorts them. What is kept is this text, byte for byte, so that its hash can be taken again.
 */
public record CanonicalJson(String text) {

    public static CanonicalJson of(Object document) {
        try {
            return new CanonicalJson(EventCodec.json().writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot write " + document.getClass(), e);
        }
    }

    public <T> T as(Class<T> type) {
        try {
            return EventCodec.json().readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A kept document is no " + type, e);
        }
    }

    /** SHA-256 over the text in UTF-8, in hexadecimal. */
    public String hash() {
        return hash(text);
    }

    public static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
