package tandem.matching.run;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import tandem.runtime.sql.Feed;
import tandem.runtime.tenant.Tenants;

/**
 * Works off runs too long for a request, and those a crash left behind. It looks for work in machine time. A run that fails is tried
 * again a bounded number of times; the others go on.
 */
@ApplicationScoped
class RunJob {

    private static final Logger LOG = Logger.getLogger(RunJob.class);

    private final RunService service;
    private final Tenants tenants;
    private final Jdbi feed;

    RunJob(RunService service, Tenants tenants, @Feed Jdbi feed) {
        this.service = service;
        this.tenants = tenants;
        this.feed = feed;
    }

    private record Unfinished(String tenant, UUID id) {}

    @RunOnVirtualThread
    @Scheduled(identity = "runs", every = "{matching.runs.every}", concurrentExecution = ConcurrentExecution.SKIP)
    void workOff() {
        for (var run : unfinished()) {
            try {
                tenants.runAs(run.tenant(), () -> {
                    boolean more = true;
                    while (more) {
                        more = service.advance(run.id());
                    }
                });
            } catch (RuntimeException e) {
                failed(run, e);
            }
        }
    }

    private void failed(Unfinished run, RuntimeException cause) {
        LOG.errorf(cause, "Run %s stopped", run.id());
        try {
            tenants.runAs(run.tenant(), () -> {
                if (service.failed(run.id(), RunFailure.of(cause))) {
                    LOG.errorf("Run %s is given up", run.id());
                }
            });
        } catch (RuntimeException e) {
            // nothing can be written now; the next look tries again
            LOG.errorf(e, "Run %s stopped, and that cannot be counted", run.id());
        }
    }

    private List<Unfinished> unfinished() {
        return feed.inTransaction(handle -> handle.createQuery(
                        "select tenant, id from runs where state = 'RUNNING' order by id limit 100")
                .map((row, context) -> new Unfinished(row.getString(1), row.getObject(2, UUID.class)))
                .list());
    }
}
