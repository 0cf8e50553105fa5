package tandem.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder with the sources and what the build made of them: where the launcher finds the parts it starts. */
public record Checkout(Path root) {
    /** The root named by the system property {@code tandem.root}, else the nearest folder above that has {@code pom.xml} and {@code tandem}. */
    public static Checkout find() {
        var named = System.getProperty("tandem.root");
        if (named != null && isRoot(Path.of(named))) {
            return new Checkout(Path.of(named).toAbsolutePath().normalize());
        }
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (isRoot(folder)) {
                return new Checkout(folder);
            }
        }
        throw new PartFailed("Not inside a Tandem checkout. Run from its folder, or set -Dtandem.root=<folder>.");
    }

    public Path topics() {
        return root.resolve("deploy/kafka/topics.yaml");
    }

    public Path realm() {
        return root.resolve("deploy/keycloak/tandem-realm.json");
    }

    /** The packaged service, as the build leaves it. */
    public Path service(String name) {
        return built(root.resolve(name).resolve("target/quarkus-app/quarkus-run.jar"));
    }

    String brokerClassPath() {
        return read(root.resolve("deploy/local/broker/target/classpath"));
    }

    Path keycloakArchive() {
        return built(Path.of(read(root.resolve("deploy/local/identity/target/keycloak.path"))));
    }

    private static String read(Path file) {
        try {
            return Files.readString(built(file)).strip();
        } catch (IOException e) {
            throw new PartFailed("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static Path built(Path file) {
        if (!Files.exists(file)) {
            throw new PartFailed(file + " is missing. Build first: ./mvnw package -DskipTests");
        }
        return file;
    }

    private static boolean isRoot(Path folder) {
        return Files.exists(folder.resolve("pom.xml")) && Files.exists(folder.resolve("tandem"));
    }
}
