package tandem.runtime.audit;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import tandem.runtime.signing.SigningService;
import tandem.runtime.sql.Feed;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.MachineTime;

/**
 * Publishes where the chain of each tenant stands, signed: into the database, into the log, and to whoever asks. A chain that was cut
 * lacks what the last head kept anywhere else says.
 */
@ApplicationScoped
public class AuditHeadService {

    private static final Logger LOG = Logger.getLogger(AuditHeadService.class);
    private static final String TYPE = "audit-head+json";

    private final Jdbi jdbi;
    private final Jdbi feed;
    private final SigningService signing;
    private final Tenants tenants;
    private final Clock clock;
    private final String service;
    private final Instance<AuditHeadService> self;

    AuditHeadService(
            Jdbi jdbi,
            @Feed Jdbi feed,
            SigningService signing,
            Tenants tenants,
            @MachineTime Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service,
            Instance<AuditHeadService> self) {
        this.jdbi = jdbi;
        this.feed = feed;
        this.signing = signing;
        this.tenants = tenants;
        this.clock = clock;
        this.service = service;
        this.self = self;
    }

    @RunOnVirtualThread
    @Scheduled(
            identity = "audit-head",
            every = "{tandem.audit.head-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    public void publishAll() {
        var grown = feed.inTransaction(
                handle -> handle.createQuery("""
                        select l.tenant from tandem.audit_link l group by l.tenant
                        having max(l.seq) > coalesce((select max(h.seq) from tandem.audit_head h where h.tenant = l.tenant), 0)""").mapTo(String.class).list());
        grown.forEach(tenant -> tenants.runAs(tenant, () -> self.get().publish()));
    }

    /** Publishes the head of the current tenant once per state of the chain. */
    @Transactional
    public Optional<Head> publish() {
        var head = last();
        head.ifPresent(now -> {
            var added = jdbi.withHandle(handle -> handle.createUpdate("""
                            insert into tandem.audit_head (tenant, seq, hash, signed, published_at)
                            values (:tenant, :seq, decode(:hash, 'hex'), :signed, :at)
                                on conflict do nothing""")
                    .bind("tenant", tenants.current())
                    .bind("seq", now.seq())
                    .bind("hash", now.hash())
                    .bind("signed", signing.sign(TYPE, now))
                    .bind("at", now.at())
                    .execute());
            if (added == 1) {
                LOG.infof("Audit trail of %s stands at %d %s", now.tenant(), now.seq(), now.hash());
            }
        });
        return head;
    }

    /** The head of the current tenant, signed; empty before the first entry. */
    @Transactional
    public Optional<String> signed() {
        return last().map(head -> signing.sign(TYPE, head));
    }

    private Optional<Head> last() {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select seq, hash from tandem.audit_link where tenant = :tenant order by seq desc limit 1")
                        .bind("tenant", tenants.current())
                        .map(ConstructorMapper.of(Last.class))
                        .findOne())
                .map(last -> new Head(
                        service,
                        tenants.current(),
                        last.seq(),
                        HexFormat.of().formatHex(last.hash()),
                        clock.instant()));
    }

    /** Where the chain of a tenant in one service stands: its length and the hash of its last link. */
    public record Head(String service, String tenant, long seq, String hash, Instant at) {}

    /** The last link. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Last(long seq, byte[] hash) {}
}
