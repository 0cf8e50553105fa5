package tandem.runtime.time;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.runtime.sql.Feed;

/**
 * Runs the {@link ProgrammeJob}s: every minute on a real clock, in one replica at a time; at every step on a simulated one, before
 * the step is answered.
 */
@ApplicationScoped
class ProgrammeJobs {

    private static final Logger LOG = Logger.getLogger(ProgrammeJobs.class);
    private static final Duration STEP_MAX = Duration.ofDays(1);

    private final List<ProgrammeJob> jobs;
    private final Clocks clocks;
    private final Jdbi feed;
    private final MeterRegistry metrics;
    private final ReentrantLock moving = new ReentrantLock();

    ProgrammeJobs(@All List<ProgrammeJob> jobs, Clocks clocks, @Feed Jdbi feed, MeterRegistry metrics) {
        this.jobs = jobs;
        this.clocks = clocks;
        this.feed = feed;
        this.metrics = metrics;
    }

    /** A job that fails is tried again in a minute; the others run. */
    @RunOnVirtualThread
    @Scheduled(
            identity = "programme-jobs",
            every = "{tandem.jobs.every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void tick() {
        if (clocks.simulated().isEmpty()) {
            var now = clocks.programme().instant();
            for (var job : jobs) {
                try {
                    alone(job, now);
                } catch (RuntimeException e) {
                    metrics.counter("tandem.job.failures", "job", job.name()).increment();
                    LOG.errorf(e, "Job %s failed and is tried again", job.name());
                }
            }
        }
    }

    /** Moves the simulated clock in steps of a day at most; a job that fails stops it there, and the caller may ask again. */
    void moveTo(ProgrammeClock clock, Instant target) {
        moving.lock();
        try {
            var step = clock.simulated();
            do {
                step = nextStep(step, target);
                clock.moveTo(step);
                for (var job : jobs) {
                    job.runUntil(step);
                }
            } while (step.isBefore(target));
        } finally {
            moving.unlock();
        }
    }

    private static Instant nextStep(@Nullable Instant from, Instant target) {
        return from == null || from.plus(STEP_MAX).isAfter(target) ? target : from.plus(STEP_MAX);
    }

    /** The lock belongs to the session: it is free again when this process dies. */
    private void alone(ProgrammeJob job, Instant now) {
        feed.useHandle(handle -> {
            if (ask(handle, "pg_try_advisory_lock", job)) {
                try {
                    job.runUntil(now);
                } finally {
                    ask(handle, "pg_advisory_unlock", job);
                }
            }
        });
    }

    private static boolean ask(Handle handle, String function, ProgrammeJob job) {
        return handle.select("select " + function + "(hashtextextended(?, 0))", "tandem.job." + job.name())
                .mapTo(Boolean.class)
                .one();
    }
}
