package tandem.runtime.inbox;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import tandem.runtime.sql.Feed;
import tandem.runtime.time.MachineTime;

/** Forgets which events were taken in, long after no outbox can send them again. */
@ApplicationScoped
class InboxExpiryJob {

    private static final int BATCH = 5_000;

    private final Jdbi feed;
    private final Clock clock;
    private final Duration keep;

    InboxExpiryJob(
            @Feed Jdbi feed, @MachineTime Clock clock, @ConfigProperty(name = "tandem.inbox.keep") Duration keep) {
        this.feed = feed;
        this.clock = clock;
        this.keep = keep;
    }

    @RunOnVirtualThread
    @Scheduled(
            identity = "inbox-expiry",
            every = "{tandem.inbox.expiry-every}",
            delayed = "10m",
            concurrentExecution = ConcurrentExecution.SKIP)
    void expire() {
        var before = clock.instant().minus(keep);
        int deleted;
        do {
            deleted = feed.withHandle(handle -> handle.createUpdate("""
                            delete from tandem.inbox
                             where ctid = any (array(select ctid from tandem.inbox
                                                      where processed_at < :before limit :batch))
                            """)
                    .bind("before", before)
                    .bind("batch", BATCH)
                    .execute());
        } while (deleted == BATCH);
    }
}
