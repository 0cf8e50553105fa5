package tandem.verify.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A search that finds nothing is worth what it would have found: every disguise it knows is put before it. */
class CanarySearchTest {
    private static final String WORD = "Kanariquetzal@canary.example";

    private final CanarySearch search = new CanarySearch(List.of(WORD, "Kanarielse"));

    static Stream<byte[]> disguises() {
        var text = WORD.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                text,
                WORD.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8),
                WORD.getBytes(StandardCharsets.UTF_16),
                WORD.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_16LE),
                URLEncoder.encode(WORD, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8),
                HexFormat.of().formatHex(text).getBytes(StandardCharsets.UTF_8),
                base64("", ""),
                base64("{\"a\":\"", "\"}"),
                base64("x", "y"),
                base64("xy", ""),
                Base64.getUrlEncoder().encode(text),
                Base64.getEncoder().encode(WORD.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)),
                Base64.getEncoder().encode(WORD.getBytes(StandardCharsets.UTF_16LE)));
    }

    @ParameterizedTest
    @MethodSource("disguises")
    void findsTheWordInEveryDisguise(byte[] disguise) {
        assertThat(search.in(disguise)).containsExactly(WORD);
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        assertThat(search.in("Canaries sing at canary.example".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void countsWhatItLookedAt(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("service.log"), "one\ntwo " + WORD + "\nthree\n");
        Files.writeString(folder.resolve("empty.log"), "");

        assertThat(search.files("log", folder))
                .containsExactly(
                        new CanarySearch.Place("log empty.log", 0, search.in(new byte[0])),
                        new CanarySearch.Place("log service.log", 3, search.in(WORD.getBytes(StandardCharsets.UTF_8))));
    }

    private static byte[] base64(String before, String after) {
        return Base64.getEncoder().encode((before + WORD + after).getBytes(StandardCharsets.UTF_8));
    }
}
