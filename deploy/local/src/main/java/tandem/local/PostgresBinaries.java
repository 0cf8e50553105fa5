package tandem.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.tukaani.xz.XZInputStream;

/** Unpacks the PostgreSQL server of this machine's system and processor, once per machine and version. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    static Path unpacked() {
        var resource = "/postgres-%s-%s.txz".formatted(system(), processor());
        try (var packed = PostgresBinaries.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new PartFailed("There is no PostgreSQL server for this machine (" + resource
                        + "). Tandem runs on Linux and macOS, on x86-64 and arm64.");
            }
            var bytes = packed.readAllBytes();
            return Cache.entry(
                    "postgres-" + digest(bytes),
                    draft -> Archive.unpack(new XZInputStream(new ByteArrayInputStream(bytes)), draft, 0));
        } catch (IOException e) {
            throw new PartFailed("Cannot read " + resource + ": " + e.getMessage(), e);
        }
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    }

    private static String processor() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
