package tandem.local;

import java.io.IOException;
import java.nio.file.Path;

/** Empty folders below the build's own, so that logs of a failed test stay to be read. */
final class Sites {
    private Sites() {}

    static Site empty(String name) {
        var folder = Path.of("target", "sites", name).toAbsolutePath();
        try {
            Cache.delete(folder);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot empty " + folder, e);
        }
        return new Site(folder);
    }
}
