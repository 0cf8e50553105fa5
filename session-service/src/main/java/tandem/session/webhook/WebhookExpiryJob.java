package tandem.session.webhook;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import tandem.runtime.sql.Feed;
import tandem.runtime.time.MachineTime;

/** Forgets which messages were taken, long after the last time anybody sends one again. */
@ApplicationScoped
class WebhookExpiryJob {
    private static final int BATCH = 5_000;
    private static final Duration KEEP = Duration.ofDays(30);

    private final Jdbi feed;
    private final Clock clock;

    WebhookExpiryJob(@Feed Jdbi feed, @MachineTime Clock clock) {
        this.feed = feed;
        this.clock = clock;
    }

    @RunOnVirtualThread
    @Scheduled(
            identity = "webhook-expiry",
            every = "{tandem.idempotency.expiry-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void expire() {
        var before = clock.instant().minus(KEEP);
        int deleted;
        do {
            deleted = feed.withHandle(handle -> handle.createUpdate("""
                            delete from webhook_messages
                             where ctid = any (array(select ctid from webhook_messages where taken_at < :before limit :batch))
                            """)
                    .bind("before", before)
                    .bind("batch", BATCH)
                    .execute());
        } while (deleted == BATCH);
    }
}
