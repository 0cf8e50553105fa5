package tandem.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/**
 * What is unpacked or built once per machine, outside every checkout. An entry is made in a folder of its own and renamed when
 * complete, so nobody ever sees half of one; a file lock lets the second of two makers wait for the first.
 */
final class Cache {
    private Cache() {}

    static Path entry(String name, Maker maker) {
        var home = home();
        var entry = home.resolve(name);
        if (Files.isDirectory(entry)) {
            return entry;
        }
        synchronized (Cache.class) { // a file lock holds between processes only
            try {
                Files.createDirectories(home);
                try (var channel = FileChannel.open(
                                home.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        var lock = channel.lock()) {
                    if (lock.isValid() && !Files.isDirectory(entry)) {
                        var draft = Files.createTempDirectory(home, "." + name + "-");
                        try {
                            maker.makeIn(draft);
                            Files.move(draft, entry, StandardCopyOption.ATOMIC_MOVE);
                        } finally {
                            delete(draft);
                        }
                    }
                    return entry;
                }
            } catch (IOException e) {
                throw new PartFailed(
                        "Cannot prepare " + entry + " (" + e
                                + "). Make room there, or choose another folder with TANDEM_CACHE.",
                        e);
            }
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var all = Files.walk(folder)) {
                for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static Path home() {
        var chosen = System.getenv("TANDEM_CACHE");
        return chosen == null || chosen.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "tandem")
                : Path.of(chosen).toAbsolutePath();
    }

    /** Fills a new, empty folder. */
    @FunctionalInterface
    interface Maker {
        void makeIn(Path draft) throws IOException;
    }
}
