package tandem.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Unpacks a tar stream with its links and executable bits. */
final class Archive {
    private Archive() {}

    static void unpack(InputStream tar, Path into, int leadingFolders) throws IOException {
        try (var entries = new TarArchiveInputStream(new BufferedInputStream(tar, 1 << 16))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                var path = Path.of(entry.getName()).normalize();
                if (path.getNameCount() <= leadingFolders) {
                    continue;
                }
                var target = into.resolve(path.subpath(leadingFolders, path.getNameCount()))
                        .normalize();
                if (!target.startsWith(into)) {
                    throw new IOException("entry leaves the folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(into.resolve(target).resolveSibling("."));
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(entries, target);
                    Files.setPosixFilePermissions(
                            target,
                            PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }
}
