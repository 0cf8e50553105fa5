package tandem.runtime.mail;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Jdbi;
import tandem.runtime.sql.Feed;

/** Counts the mail that waits, for the metrics. */
@ApplicationScoped
class MailQueue {

    private final Jdbi feed;
    private final AtomicLong waiting = new AtomicLong();

    MailQueue(@Feed Jdbi feed, MeterRegistry meters) {
        this.feed = feed;
        Gauge.builder("tandem.mail.queued", waiting, AtomicLong::get)
                .description("Mail that waits to be sent")
                .register(meters);
    }

    @RunOnVirtualThread
    @Scheduled(
            identity = "mail-sample",
            every = "{tandem.backlog.sample-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void sample() {
        waiting.set(
                feed.withHandle(handle -> handle.createQuery("select count(*) from tandem.mail where state = 'queued'")
                        .mapTo(Long.class)
                        .one()));
    }
}
