package tandem.runtime.link;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import tandem.runtime.sql.Feed;
import tandem.runtime.time.MachineTime;

/** Forgets links that were answered or have expired, in machine time: what does not work need not be kept. */
@ApplicationScoped
class LinkExpiryJob {

    private static final int BATCH = 5_000;

    private final Jdbi feed;
    private final Clock clock;

    LinkExpiryJob(@Feed Jdbi feed, @MachineTime Clock clock) {
        this.feed = feed;
        this.clock = clock;
    }

    @RunOnVirtualThread
    @Scheduled(
            identity = "link-expiry",
            every = "{tandem.link.expiry-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void expire() {
        var now = clock.instant();
        int deleted;
        do {
            deleted = feed.withHandle(handle -> handle.createUpdate("""
                            delete from tandem.link
                             where ctid = any (array(select ctid from tandem.link
                                                      where expires_at < :now or spent_at < :spent limit :batch))
                            """)
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .bind("spent", now.minus(Links.REPEATABLE).atOffset(ZoneOffset.UTC))
                    .bind("batch", BATCH)
                    .execute());
        } while (deleted == BATCH);
    }
}
