package tandem.analytics.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import tandem.events.ImpactEvent.RemovalReported;
import tandem.events.PersonId;
import tandem.events.RemovalId;
import tandem.events.RemovalScope;
import tandem.runtime.audit.AuditTrail;
import tandem.runtime.event.EventCodec;
import tandem.runtime.failure.Work;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.sql.Feed;

/**
 * Tells the others what was removed. The removal itself commits on the feed, where neither outbox nor audit trail of a tenant can be
 * written; the duty it leaves is deleted in the transaction that appends the report, so it is told once.
 */
@ApplicationScoped
public class RemovalReportJob {
    private static final int AT_ONCE = 200;

    private final Jdbi feed;
    private final Jdbi jdbi;
    private final Work work;
    private final AuditTrail trail;
    private final Outbox outbox;

    RemovalReportJob(@Feed Jdbi feed, Jdbi jdbi, Work work, AuditTrail trail, Outbox outbox) {
        this.feed = feed;
        this.jdbi = jdbi;
        this.work = work;
        this.trail = trail;
        this.outbox = outbox;
    }

    /** A report that is due. */
    public record Duty(String tenant, UUID removal, UUID person, String scope, String counts) {}

    @RunOnVirtualThread
    @Scheduled(
            identity = "removal-reports",
            every = "{analytics.removal-reports.every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void report() {
        List<Duty> duties;
        do {
            duties = feed.withHandle(handle -> handle.createQuery("""
                            select tenant, removal, person, scope, counts::text as counts
                            from removal_duties order by tenant, removal limit :limit""")
                    .bind("limit", AT_ONCE)
                    .map(ConstructorMapper.of(Duty.class))
                    .list());
            duties.forEach(duty -> work.inTransaction(duty.tenant(), () -> tell(duty)));
        } while (duties.size() == AT_ONCE);
    }

    private boolean tell(Duty duty) {
        var mine = jdbi.withHandle(handle -> handle.createUpdate(
                                "delete from removal_duties where tenant = :tenant and removal = :removal")
                        .bind("tenant", duty.tenant())
                        .bind("removal", duty.removal())
                        .execute())
                == 1;
        if (mine) {
            var person = new PersonId(duty.person());
            var scope = RemovalScope.valueOf(duty.scope());
            var counts = counts(duty.counts());
            if (scope == RemovalScope.PERSON) {
                counts.put("auditReferences", trail.forget(person));
            }
            outbox.append(new RemovalReported(person, new RemovalId(duty.removal()), scope, counts));
        }
        return mine;
    }

    private static Map<String, Integer> counts(String json) {
        try {
            return EventCodec.json().readValue(json, new TypeReference<TreeMap<String, Integer>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the counts of a removal cannot be read", e);
        }
    }
}
