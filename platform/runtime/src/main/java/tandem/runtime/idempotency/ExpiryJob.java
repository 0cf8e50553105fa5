package tandem.runtime.idempotency;

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

/** Forgets kept answers after a while, in machine time: retries are a matter of networks, not of programmes. */
@ApplicationScoped
class ExpiryJob {

    private static final int BATCH = 5_000;

    private final Jdbi feed;
    private final Clock clock;
    private final Duration keep;

    ExpiryJob(
            @Feed Jdbi feed,
            @MachineTime Clock clock,
            @ConfigProperty(name = "tandem.idempotency.keep") Duration keep) {
        this.feed = feed;
        this.clock = clock;
        this.keep = keep;
    }

    @RunOnVirtualThread
    @Scheduled(
            identity = "idempotency-expiry",
            every = "{tandem.idempotency.expiry-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void expire() {
        var before = clock.instant().minus(keep);
        int deleted;
        do {
            deleted = feed.withHandle(handle -> handle.createUpdate("""
                            delete from tandem.idempotency_key
                             where ctid = any (array(select ctid from tandem.idempotency_key
                                                      where created_at < :before limit :batch))
                            """)
                    .bind("before", before)
                    .bind("batch", BATCH)
                    .execute());
        } while (deleted == BATCH);
    }
}
