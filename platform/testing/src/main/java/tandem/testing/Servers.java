package tandem.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;
import tandem.local.Checkout;
import tandem.local.Durability;
import tandem.local.KafkaPart;
import tandem.local.PostgresPart;
import tandem.local.PostgresServer;
import tandem.local.Site;
import tandem.local.TopicPlan;

/**
 * One PostgreSQL server and at most one Kafka broker per JVM: in containers where an engine answers, otherwise from the binaries the
 * launcher uses. They end with the JVM.
 */
final class Servers {

    private static final String POSTGRES_IMAGE = "postgres:18";
    private static final String KAFKA_IMAGE = "apache/kafka:4.1.1";
    private static final Path PARTS = Path.of("target", "parts");

    private Servers() {}

    static PostgresServer postgres() {
        var place = Shared.once("tandem.test.postgres", () -> text(hasContainers() ? container() : process()))
                .split(" ", 4);
        return new PostgresServer(place[0], Integer.parseInt(place[1]), place[2], place[3]);
    }

    /** Bootstrap servers of the broker, with the topics of the platform. */
    static String kafka() {
        return Shared.once("tandem.test.kafka", () -> {
            var checkout = Checkout.find();
            if (!hasContainers()) {
                return KafkaPart.in(site(), checkout).start().bootstrapServers();
            }
            @SuppressWarnings("resource") // runs until the JVM ends; the container engine then removes it
            var container = new KafkaContainer(DockerImageName.parse(KAFKA_IMAGE))
                    .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
            container.start();
            TopicPlan.read(checkout.topics()).apply(container.getBootstrapServers());
            return container.getBootstrapServers();
        });
    }

    private static boolean hasContainers() {
        return Boolean.parseBoolean(Shared.once(
                "tandem.test.containers",
                () -> Boolean.toString(DockerClientFactory.instance().isDockerAvailable())));
    }

    private static PostgresServer process() {
        return PostgresPart.in(site()).durability(Durability.NONE).start().server();
    }

    private static PostgresServer container() {
        @SuppressWarnings("resource") // runs until the JVM ends; the container engine then removes it
        var container = new PostgreSQLContainer(POSTGRES_IMAGE)
                .withCommand(
                        "postgres", "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "max_connections=200");
        container.start();
        return new PostgresServer(
                container.getHost(), container.getFirstMappedPort(), container.getUsername(), container.getPassword());
    }

    private static String text(PostgresServer server) {
        return String.join(" ", server.host(), Integer.toString(server.port()), server.user(), server.password());
    }

    /** A folder of this process; folders of processes that have ended are removed. */
    private static Site site() {
        var own = PARTS.resolve(Long.toString(ProcessHandle.current().pid()));
        try {
            Files.createDirectories(PARTS);
            try (var folders = Files.list(PARTS)) {
                for (var folder : folders.toList()) {
                    if (!folder.equals(own)
                            && ProcessHandle.of(
                                            Long.parseLong(folder.getFileName().toString()))
                                    .isEmpty()) {
                        delete(folder);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot tidy " + PARTS, e);
        }
        return new Site(own);
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
