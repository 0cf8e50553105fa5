package tandem.matching.offer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import tandem.runtime.sql.Feed;
import tandem.runtime.time.ProgrammeTime;

/** How many leaders of all tenants wait, for how long, and how their offers go (R63). Ages are in programme time. */
@ApplicationScoped
public class WaitlistBacklog {

    private static final Logger LOG = Logger.getLogger(WaitlistBacklog.class);

    private final Jdbi feed;
    private final Clock clock;
    private final AtomicReference<Waiting> last = new AtomicReference<>(new Waiting(0, 0, 0, 0));

    WaitlistBacklog(@Feed Jdbi feed, @ProgrammeTime Clock clock, MeterRegistry meters) {
        this.feed = feed;
        this.clock = clock;
        gauge(meters, "tandem.waitlist.waiting", "Leaders who wait for a seat", Waiting::waiting);
        gauge(meters, "tandem.waitlist.age.seconds", "How long the first of them waits", Waiting::oldestSeconds);
        gauge(meters, "tandem.waitlist.offers.open", "Offers that wait for an approval or an answer", Waiting::open);
        gauge(meters, "tandem.waitlist.offers.expired", "Offers that ran out, ever", Waiting::expired);
    }

    private void gauge(MeterRegistry meters, String name, String meaning, ToDoubleFunction<Waiting> value) {
        Gauge.builder(name, last, waiting -> value.applyAsDouble(waiting.get()))
                .description(meaning)
                .register(meters);
    }

    @RunOnVirtualThread
    @Scheduled(
            identity = "waitlist-backlog",
            every = "{tandem.backlog.sample-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    public void sample() {
        try {
            last.set(measure());
        } catch (JdbiException e) {
            LOG.warnf("The waitlist cannot be counted: %s", e.getMessage()); // the next sample tries again
        }
    }

    private Waiting measure() {
        return feed.withHandle(handle -> handle.createQuery("""
                        select (select count(*) from waitlist) as waiting,
                               coalesce((select greatest(0, extract(epoch from cast(:now as timestamptz) - min(since)))
                                           from waitlist), 0)::float8 as oldest_seconds,
                               (select count(*) from matches
                                 where answer_by is not null and state in ('PROPOSED', 'REVIEWED', 'APPROVED')) as open,
                               (select count(*) from matches
                                 where offered_at is not null and state = 'EXPIRED') as expired
                        """)
                .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                .map(ConstructorMapper.of(Waiting.class))
                .one());
    }

    /** Of all tenants. */
    public record Waiting(long waiting, double oldestSeconds, long open, long expired) {}
}
