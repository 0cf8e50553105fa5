package tandem.intake.removal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import tandem.runtime.sql.Feed;
import tandem.runtime.time.MachineTime;

/** How many removals wait for a service, and for how long: a promise to a person that is late must be seen by whoever runs this. */
@ApplicationScoped
public class RemovalBacklog {

    private static final Logger LOG = Logger.getLogger(RemovalBacklog.class);

    private final Jdbi feed;
    private final Clock clock;
    private final Duration overdueAfter;
    private final AtomicReference<Waiting> last = new AtomicReference<>(new Waiting(0, 0, 0));

    RemovalBacklog(
            @Feed Jdbi feed,
            @MachineTime Clock clock,
            @ConfigProperty(name = "tandem.removal.overdue-after") Duration overdueAfter,
            MeterRegistry meters) {
        this.feed = feed;
        this.clock = clock;
        this.overdueAfter = overdueAfter;
        gauge(meters, "tandem.removal.open", "Removals not every service has reported yet", Waiting::open);
        gauge(meters, "tandem.removal.overdue", "Of these, the ones that wait too long", Waiting::overdue);
        gauge(meters, "tandem.removal.age.seconds", "Age of the oldest open removal", Waiting::oldestSeconds);
    }

    private void gauge(MeterRegistry meters, String name, String meaning, ToDoubleFunction<Waiting> value) {
        Gauge.builder(name, last, waiting -> value.applyAsDouble(waiting.get()))
                .description(meaning)
                .register(meters);
    }

    @RunOnVirtualThread
    @Scheduled(
            identity = "removal-backlog",
            every = "{tandem.backlog.sample-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    public void sample() {
        try {
            var waiting = measure();
            last.set(waiting);
            if (waiting.overdue() > 0) {
                LOG.warnf(
                        "%d removals have waited longer than %s for a service to report",
                        waiting.overdue(), overdueAfter);
            }
        } catch (JdbiException e) {
            LOG.warnf("Open removals cannot be counted: %s", e.getMessage()); // the next sample tries again
        }
    }

    private Waiting measure() {
        var now = clock.instant();
        return feed.withHandle(handle -> handle.createQuery("""
                        select count(*) as open,
                               count(*) filter (where started < :due) as overdue,
                               coalesce(extract(epoch from cast(:now as timestamptz) - min(started)), 0)::float8 as oldest_seconds
                          from removal where completed_at is null""")
                .bind("now", Timestamp.from(now))
                .bind("due", Timestamp.from(now.minus(overdueAfter)))
                .map(ConstructorMapper.of(Waiting.class))
                .one());
    }

    /** Open removals of all tenants, in machine time. */
    public record Waiting(long open, long overdue, double oldestSeconds) {}
}
