package tandem.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second launcher out of a site. The system drops the lock with the process that held it, so whoever gets it knows that
 * processes still recorded there are orphans, and ends them.
 */
public final class SiteLock implements AutoCloseable {
    private final Site site;
    private final FileChannel channel;

    private SiteLock(Site site, FileChannel channel) {
        this.site = site;
        this.channel = channel;
    }

    public static SiteLock take(Site site) {
        try {
            var channel = FileChannel.open(site.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new PartFailed(
                        "Another Tandem runs on " + site.folder()
                                + ". Stop it first (Ctrl-C where it runs), or use another folder: TANDEM_HOME=<folder> with --port-offset.");
            }
            return new SiteLock(site, channel);
        } catch (IOException e) {
            throw new PartFailed(
                    "Cannot write to " + site.folder() + " (" + e
                            + "). Make it writable, or choose another folder with TANDEM_HOME.",
                    e);
        }
    }

    /** Ends what a launcher that was killed left behind; returns the names of those parts. */
    List<String> endLeftovers() {
        return site.pidFiles().stream()
                .filter(OsProcess::endLeftover)
                .map(file -> file.getFileName().toString().replaceFirst("\\.pid$", ""))
                .toList();
    }

    /** Deletes everything in the site but the lock itself. */
    public void empty() {
        try (var entries = Files.list(site.folder())) {
            for (var entry : entries.filter(this::isNotTheLock).toList()) {
                Cache.delete(entry);
            }
        } catch (IOException e) {
            throw new PartFailed("Cannot empty " + site.folder() + ": " + e, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new PartFailed("Cannot release " + site.lockFile() + ": " + e.getMessage(), e);
        }
    }

    private boolean isNotTheLock(Path entry) {
        return !entry.equals(site.lockFile());
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very JVM
        }
    }
}
