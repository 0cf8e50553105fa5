package tandem.intake.account;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import tandem.events.RemovalId;
import tandem.runtime.failure.Work;
import tandem.runtime.problem.Refused;
import tandem.runtime.sql.Feed;

/**
 * Takes accounts of erased people away from the identity provider, in machine time: a provider that is down delays the
 * certificate, never the erasure.
 */
@ApplicationScoped
public class AccountRemovalJob {

    private static final Logger LOG = Logger.getLogger(AccountRemovalJob.class);
    private static final int BATCH = 100;

    private final Jdbi feed;
    private final Work work;
    private final AccountService service;

    AccountRemovalJob(@Feed Jdbi feed, Work work, AccountService service) {
        this.feed = feed;
        this.work = work;
        this.service = service;
    }

    @RunOnVirtualThread
    @Scheduled(
            identity = "account-removal",
            every = "{tandem.accounts.removal-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    public void run() {
        feed.withHandle(handle -> handle.createQuery(
                                "select tenant, removal from account where removal is not null limit :batch")
                        .bind("batch", BATCH)
                        .map((row, context) ->
                                new Condemned(row.getString(1), new RemovalId(row.getObject(2, UUID.class))))
                        .list())
                .forEach(this::takeAway);
    }

    private void takeAway(Condemned one) {
        try {
            work.inTransaction(one.tenant(), () -> {
                service.takeAway(one.removal());
                return one;
            });
        } catch (Refused e) {
            LOG.warnf("The account under removal %s stays for now: %s", one.removal(), e.detail());
        }
    }

    private record Condemned(String tenant, RemovalId removal) {}
}
