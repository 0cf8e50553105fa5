package tandem.local;

import java.nio.file.Path;

/** The Java that runs us runs the parts too. */
final class Jvm {
    private Jvm() {}

    static String java() {
        return home().resolve("bin").resolve("java").toString();
    }

    static Path home() {
        return Path.of(System.getProperty("java.home"));
    }
}
