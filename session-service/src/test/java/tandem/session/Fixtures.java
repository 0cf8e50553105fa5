package tandem.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The calendar texts of {@code src/test/resources/ics}. */
public final class Fixtures {

    private Fixtures() {}

    public static String ics(String name) {
        try (var in = Objects.requireNonNull(Fixtures.class.getResourceAsStream("/ics/" + name + ".ics"), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
