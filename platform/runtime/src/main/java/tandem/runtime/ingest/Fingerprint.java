package tandem.runtime.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * Whether two events say the same: SHA-256 over type and data with members in order and numbers in one spelling. It is taken from
 * the JSON, not from our record, so that a member we learn to read later does not change it.
 */
final class Fingerprint {

    private Fingerprint() {}

    static String of(String type, JsonNode data) {
        var text = new StringBuilder(512).append(type).append('\n');
        canonical(data, text);
        return HexFormat.of().formatHex(sha256().digest(text.toString().getBytes(UTF_8)));
    }

    private static void canonical(JsonNode node, StringBuilder text) {
        switch (node.getNodeType()) {
            case OBJECT -> {
                var members = new TreeMap<String, JsonNode>();
                node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
                text.append('{');
                members.forEach((name, value) -> {
                    quoted(name, text);
                    canonical(value, text);
                });
                text.append('}');
            }
            case ARRAY -> {
                text.append('[');
                node.forEach(element -> canonical(element, text));
                text.append(']');
            }
            case STRING -> quoted(node.textValue(), text);
            case NUMBER -> text.append('#').append(number(node.decimalValue())).append(';');
            default -> text.append(node.asText()).append(';');
        }
    }

    /** The length in front makes it unambiguous without escapes. */
    private static void quoted(String value, StringBuilder text) {
        text.append('"').append(value.length()).append(':').append(value);
    }

    private static BigDecimal number(BigDecimal value) {
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
