package tandem.runtime.backlog;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;
import tandem.runtime.failure.DeadLetters;
import tandem.runtime.outbox.OutboxQueries;

/** How much is on its way in and out of this service; the metrics are a sample taken every few seconds. */
@ApplicationScoped
class Backlog {

    private static final Logger LOG = Logger.getLogger(Backlog.class);
    private static final double ALARM_SECONDS = 10;

    private final OutboxQueries outbox;
    private final DeadLetters deadLetters;
    private final Instance<LagSource> consumers;
    private final AtomicReference<Sample> last = new AtomicReference<>(Sample.NONE);
    private final MultiGauge lag;

    Backlog(OutboxQueries outbox, DeadLetters deadLetters, @Any Instance<LagSource> consumers, MeterRegistry meters) {
        this.outbox = outbox;
        this.deadLetters = deadLetters;
        this.consumers = consumers;
        this.lag = MultiGauge.builder("tandem.consumer.lag")
                .description("Records not yet taken in")
                .register(meters);
        gauge(meters, "tandem.outbox.depth", "Rows not yet acknowledged by Kafka", sample -> sample.unsent.rows());
        gauge(
                meters,
                "tandem.outbox.age.seconds",
                "Age of the oldest row not yet acknowledged",
                sample -> sample.unsent.oldestSeconds());
        gauge(
                meters,
                "tandem.outbox.hidden",
                "Rows that wait for an older transaction of this PostgreSQL to end",
                sample -> sample.unsent.hidden());
        gauge(meters, "tandem.dead.letters", "Records set aside and not replayed", sample -> sample.deadLetters);
    }

    private void gauge(MeterRegistry meters, String name, String meaning, ToDoubleFunction<Sample> value) {
        Gauge.builder(name, last, sample -> value.applyAsDouble(sample.get()))
                .description(meaning)
                .register(meters);
    }

    /** What waits in the outbox, as it is now. */
    long outbox() {
        return outbox.unsent().rows();
    }

    long deadLetters() {
        return deadLetters.open();
    }

    /** Records not yet taken in, by consumer, as it is now. */
    Map<String, Long> lags() {
        var lags = new HashMap<String, Long>();
        consumers.forEach(source -> lags.putAll(source.lags()));
        return lags;
    }

    @RunOnVirtualThread
    @Scheduled(
            identity = "backlog-sample",
            every = "{tandem.backlog.sample-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void sample() {
        try {
            measure();
        } catch (IllegalStateException | JdbiException e) {
            LOG.warnf("The backlog cannot be measured: %s", e.getMessage()); // the next sample tries again
        }
    }

    private void measure() {
        var unsent = outbox.unsent();
        last.set(new Sample(unsent, deadLetters.open()));
        if (unsent.hidden() > 0 && unsent.oldestSeconds() > ALARM_SECONDS) {
            LOG.warnf(
                    "%d rows of the outbox have waited up to %.0f s for an older transaction of this PostgreSQL to end",
                    unsent.hidden(), unsent.oldestSeconds());
        }
        lag.register(
                lags().entrySet().stream()
                        .map(entry -> MultiGauge.Row.of(Tags.of("consumer", entry.getKey()), entry.getValue()))
                        .toList(),
                true);
    }

    private record Sample(OutboxQueries.Unsent unsent, long deadLetters) {
        static final Sample NONE = new Sample(new OutboxQueries.Unsent(0, 0, 0), 0);
    }
}
