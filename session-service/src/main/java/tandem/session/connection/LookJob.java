package tandem.session.connection;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import tandem.runtime.sql.Feed;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.MachineTime;
import tandem.runtime.time.ProgrammeJob;

/** Has the calendars looked at that are due, some at once and for a bounded time: the other jobs wait meanwhile. */
@ApplicationScoped
class LookJob implements ProgrammeJob {
    private static final Logger LOG = Logger.getLogger(LookJob.class);
    private static final int AT_ONCE = 8;
    private static final int MOST = 200;
    private static final Duration LONGEST = Duration.ofSeconds(45);

    private final LookService service;
    private final Tenants tenants;
    private final Jdbi feed;
    private final Clock clock;

    LookJob(LookService service, Tenants tenants, @Feed Jdbi feed, @MachineTime Clock clock) {
        this.service = service;
        this.tenants = tenants;
        this.feed = feed;
        this.clock = clock;
    }

    private record Due(String tenant, UUID connection) {}

    @Override
    public String name() {
        return "calendar-looks";
    }

    @Override
    public void runUntil(Instant now) {
        var deadline = System.nanoTime() + LONGEST.toNanos();
        try (var lookers = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofVirtual().name("calendar-look-", 0).factory())) {
            for (var due = due(now); !due.isEmpty() && System.nanoTime() < deadline; due = due(now)) {
                var looks = due.stream()
                        .map(one -> CompletableFuture.runAsync(() -> look(one, now, deadline), lookers))
                        .toArray(CompletableFuture[]::new);
                CompletableFuture.allOf(looks).join();
            }
        }
    }

    /** One that goes wrong in a way nobody foresaw is left to its lease; its message may quote an address, so its class is told. */
    private void look(Due due, Instant now, long deadline) {
        if (System.nanoTime() > deadline) {
            return;
        }
        try {
            tenants.runAs(due.tenant(), () -> service.look(due.connection(), now));
        } catch (RuntimeException failed) {
            LOG.errorf("The calendar %s cannot be looked at: %s", due.connection(), failed.getClass());
        }
    }

    private List<Due> due(Instant now) {
        return feed.withHandle(handle -> handle.createQuery("""
                        select tenant, id from calendar_connections
                         where due_at <= :now and (leased_until is null or leased_until <= :machine)
                         order by due_at
                         limit :most
                        """)
                .bind("now", now)
                .bind("machine", clock.instant())
                .bind("most", MOST)
                .map((row, context) -> new Due(row.getString("tenant"), row.getObject("id", UUID.class)))
                .list());
    }
}
