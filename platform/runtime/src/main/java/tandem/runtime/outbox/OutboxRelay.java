package tandem.runtime.outbox;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import tandem.events.ProfileState;
import tandem.runtime.event.StateKey;
import tandem.runtime.failure.Work;

/** The relay of this service: started with it, woken by its commits. */
@ApplicationScoped
public class OutboxRelay {

    /** Longer than any hiccup; then the service is not up, because what it commits reaches nobody. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RelayConfig config;
    private final CommitSignal commits;
    private final Instance<StateRenderer> renderers;
    private final Work work;
    private final Relay relay;

    OutboxRelay(
            RelayConfig config,
            CommitSignal commits,
            Instance<StateRenderer> renderers,
            Work work,
            @DataSource("feed") AgroalDataSource feed,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
        this.config = config;
        this.commits = commits;
        this.renderers = renderers;
        this.work = work;
        this.relay = new Relay(
                feed,
                () -> KafkaSender.connect(brokers, service),
                new Letters(service, this::statesOf),
                new Relay.Settings(config.batch(), config.poll(), config.keepDays()));
    }

    void start(@Observes StartupEvent event, MeterRegistry meters) {
        FunctionCounter.builder("tandem.outbox.sent", relay, Relay::sent)
                .description("Rows of the outbox sent and acknowledged")
                .register(meters);
        Gauge.builder("tandem.relay.leading", relay, leader -> leader.isLeading() ? 1 : 0)
                .description("1 where this replica relays")
                .register(meters);
        Gauge.builder(
                        "tandem.relay.stuck.seconds",
                        relay,
                        leader -> leader.stuckFor().toMillis() / 1_000.0)
                .description("How long something to be sent has been waiting for Kafka")
                .register(meters);
        if (config.enabled()) {
            commits.onCommit(relay::wake);
            relay.start();
        }
    }

    /** Last of all, so that what requests under way have committed still goes out. */
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) ShutdownEvent event) {
        relay.close();
    }

    /** Whether what is committed reaches the others. */
    boolean sends() {
        return relay.stuckFor().compareTo(PATIENCE) < 0;
    }

    boolean isLeading() {
        return relay.isLeading();
    }

    void lookAgain() {
        relay.lookAgain();
    }

    private Map<StateKey, ProfileState> statesOf(String tenant, Collection<StateKey> keys) {
        var renderer = renderers.get();
        return work.inTransaction(tenant, () -> renderer.renderAll(tenant, keys));
    }
}
