package tandem.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka broker that is its own controller, in a JVM of its own: it can be killed alone, and the clients of its release do not meet
 * those of the services.
 */
public final class KafkaPart implements Part {
    private static final String NAME = "kafka";
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Site site;
    private final int port;
    private final Path configuration;
    private final List<String> java;
    private OsProcess process;

    private KafkaPart(Builder chosen) {
        site = chosen.site;
        port = chosen.port;
        var classPath = chosen.checkout.brokerClassPath();
        java = List.of(Jvm.java(), "-cp", classPath, "-Dorg.slf4j.simpleLogger.showDateTime=true", "-Xshare:auto");
        configuration = configure(chosen.controllerPort);
        format();
        process = launch();
        TopicPlan.read(chosen.checkout.topics()).apply(bootstrapServers());
    }

    public static Builder in(Site site, Checkout checkout) {
        return new Builder(site, checkout);
    }

    public String bootstrapServers() {
        return "localhost:" + port;
    }

    public int port() {
        return port;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public OsProcess process() {
        return process;
    }

    @Override
    public void restart() {
        close();
        process = launch();
    }

    @Override
    public void close() {
        Exit.forgets(this);
        process.stop("TERM", PATIENCE);
    }

    private Path configure(int controllerPort) {
        var folder = site.data(NAME);
        var settings = """
                # written at every start
                process.roles=broker,controller
                node.id=1
                listeners=CLIENTS://localhost:%1$d,CONTROLLER://localhost:%2$d
                advertised.listeners=CLIENTS://localhost:%1$d
                listener.security.protocol.map=CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT
                inter.broker.listener.name=CLIENTS
                controller.listener.names=CONTROLLER
                controller.quorum.voters=1@localhost:%2$d
                log.dirs=%3$s
                auto.create.topics.enable=false
                # one broker has nobody to replicate to
                default.replication.factor=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=8
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=8
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                # a lone consumer need not wait for others to join
                group.initial.rebalance.delay.ms=0
                # a killed broker may register again only when its session is over
                broker.session.timeout.ms=4000
                broker.heartbeat.interval.ms=1000
                # the default buffer alone would take a quarter of this heap
                log.cleaner.dedupe.buffer.size=16777216
                """.formatted(port, controllerPort, folder.resolve("log"));
        try {
            return Files.writeString(folder.resolve("server.properties"), settings);
        } catch (IOException e) {
            throw new PartFailed("Cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    private void format() {
        if (!Files.exists(site.data(NAME).resolve("log").resolve("meta.properties"))) {
            var command = new ArrayList<>(java);
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "kafka.tools.StorageTool", "format"));
            command.addAll(List.of("-t", Uuid.randomUuid().toString(), "-c", configuration.toString()));
            OsProcess.output("Formatting the log folder of Kafka", command, Map.of(), Duration.ofSeconds(60));
        }
    }

    private OsProcess launch() {
        var command = new ArrayList<>(java);
        command.addAll(List.of("-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.add("-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info");
        command.addAll(List.of("kafka.Kafka", configuration.toString()));
        var launched = OsProcess.start(site, NAME, command, Map.of());
        try {
            launched.awaitReady(READY_WITHIN, () -> !Ports.isFree(port));
            awaitController(launched);
        } catch (PartFailed e) {
            launched.kill();
            throw e;
        }
        Exit.closes(this);
        return launched;
    }

    /** An open port is not yet a broker that answers. */
    private void awaitController(OsProcess launched) {
        var client = Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) READY_WITHIN.toMillis(),
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                200);
        try (var admin = Admin.create(client)) {
            admin.describeCluster().nodes().get(READY_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new PartFailed(
                    "Kafka does not answer on %s: %s. Its log %s ends with:%n%s"
                            .formatted(bootstrapServers(), e, launched.log(), launched.tail(15)),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailed("Interrupted while waiting for Kafka", e);
        }
    }

    /** The choices of one broker. */
    public static final class Builder {
        private final Site site;
        private final Checkout checkout;
        private int port = Ports.free();
        private int controllerPort = Ports.free();

        private Builder(Site site, Checkout checkout) {
            this.site = site;
            this.checkout = checkout;
        }

        public Builder port(int chosen) {
            port = chosen;
            return this;
        }

        public Builder controllerPort(int chosen) {
            controllerPort = chosen;
            return this;
        }

        /** Starts the broker, creates the topics and returns when both answer. */
        public KafkaPart start() {
            return new KafkaPart(this);
        }
    }
}
