package tandem.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The one folder everything that runs lives in: data, logs, process ids and secrets of every part. */
public record Site(Path folder) {
    public Site {
        folder = folder.toAbsolutePath().normalize();
    }

    /** The folder a part keeps its data in, created when missing. */
    public Path data(String part) {
        return created(folder.resolve(part));
    }

    public Path log(String part) {
        return created(folder.resolve("logs")).resolve(part + ".log");
    }

    public Path secrets() {
        return folder.resolve("secrets");
    }

    Path pidFile(String part) {
        return created(folder.resolve("run")).resolve(part + ".pid");
    }

    Path lockFile() {
        return created(folder).resolve("lock");
    }

    /** The process ids left by parts that were not ended in order. */
    List<Path> pidFiles() {
        try (var files = Files.list(created(folder.resolve("run")))) {
            return files.filter(file -> file.toString().endsWith(".pid"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new PartFailed("Cannot read " + folder.resolve("run") + ": " + e, e);
        }
    }

    private static Path created(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new PartFailed(
                    "Cannot write to " + folder + " (" + e
                            + "). Make it writable, or choose another folder with TANDEM_HOME.",
                    e);
        }
    }
}
