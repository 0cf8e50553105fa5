package tandem.simulator.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The demo's input files, as packed into this module. */
public final class DemoFile {
    private DemoFile() {}

    public static String text(String name) {
        try (var file = DemoFile.class.getResourceAsStream("/demo/" + name)) {
            if (file == null) {
                throw new IllegalArgumentException("No demo file " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read demo file " + name, e);
        }
    }

    public static List<String> lines(String name) {
        return text(name).lines().filter(line -> !line.isBlank()).toList();
    }
}
