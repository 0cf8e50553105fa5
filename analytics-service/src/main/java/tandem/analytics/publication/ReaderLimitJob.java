package tandem.analytics.publication;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import tandem.runtime.sql.Feed;

/** Ends what BI logins run for too long: a session can lift the time limit it was given, and would hold back our cleaning up. */
@ApplicationScoped
public class ReaderLimitJob {
    private static final Logger LOG = Logger.getLogger(ReaderLimitJob.class);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static final String END = """
            select count(pg_terminate_backend(a.pid))
            from pg_stat_activity a join readers r on r.login = a.usename
            where a.datname = current_database() and a.xact_start < clock_timestamp() - make_interval(secs => :seconds)""";

    private final Jdbi feed;

    ReaderLimitJob(@Feed Jdbi feed) {
        this.feed = feed;
    }

    @RunOnVirtualThread
    @Scheduled(
            identity = "reader-limits",
            every = "{analytics.readers.watch-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void watch() {
        var ended = endLongerThan(LONGEST);
        if (ended > 0) {
            LOG.infof("Ended %d sessions of BI logins that ran longer than %s", ended, LONGEST);
        }
    }

    /** How many transactions of readers were ended. */
    long endLongerThan(Duration longest) {
        return feed.inTransaction(handle -> handle.createQuery(END)
                .bind("seconds", longest.toMillis() / 1000.0)
                .mapTo(Long.class)
                .one());
    }
}
