package tandem.runtime.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** Values of ce- headers: quoted strings unwrapped, then one round of percent-decoding, as the HTTP binding says. */
final class HeaderText {

    private HeaderText() {}

    static @Nullable String decode(@Nullable String value) {
        if (value == null) {
            return null;
        }
        var plain = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1")
                : value;
        return plain.indexOf('%') < 0 ? plain : percentDecoded(plain);
    }

    private static String percentDecoded(String text) {
        var bytes = text.getBytes(UTF_8);
        var decoded = new byte[bytes.length];
        int length = 0;
        for (int at = 0; at < bytes.length; at++) {
            var value = bytes[at] == '%' && at + 2 < bytes.length ? hex(bytes[at + 1], bytes[at + 2]) : -1;
            decoded[length++] = value < 0 ? bytes[at] : (byte) value;
            at += value < 0 ? 0 : 2;
        }
        return new String(decoded, 0, length, UTF_8);
    }

    private static int hex(byte high, byte low) {
        var first = Character.digit(high, 16);
        var second = Character.digit(low, 16);
        return first < 0 || second < 0 ? -1 : (first << 4) | second;
    }
}
