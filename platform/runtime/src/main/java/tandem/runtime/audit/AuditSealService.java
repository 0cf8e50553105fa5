package tandem.runtime.audit;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import tandem.runtime.sql.Feed;

/**
 * Links what writers appended, one sealer at a time: the chain cannot fork, and no writer waits for it. Until it comes round, a second
 * by default, an entry is only as safe as its database.
 */
@ApplicationScoped
public class AuditSealService {

    private static final int BATCH = 1_000;

    private final Jdbi feed;

    AuditSealService(@Feed Jdbi feed) {
        this.feed = feed;
    }

    @RunOnVirtualThread
    @Scheduled(
            identity = "audit-seal",
            every = "{tandem.audit.seal-every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    public void seal() {
        int linked = BATCH;
        while (linked == BATCH) {
            linked = feed.inTransaction(AuditSealService::sealBatch);
        }
    }

    /** The lock ends with the transaction, with or without its process. */
    private static int sealBatch(Handle handle) {
        if (!handle.select("select pg_try_advisory_xact_lock(hashtextextended('tandem.audit.seal', 0))")
                .mapTo(Boolean.class)
                .one()) {
            return 0;
        }
        var pending = handle.createQuery("""
                        select p.tenant, p.entry, e.content
                          from tandem.audit_pending p
                          join tandem.audit_entry e on e.tenant = p.tenant and e.id = p.entry
                         order by p.tenant, p.entry
                         limit :limit""")
                .bind("limit", BATCH)
                .map(ConstructorMapper.of(Pending.class))
                .list();
        if (pending.isEmpty()) {
            return 0;
        }
        link(handle, pending);
        return pending.size();
    }

    private static void link(Handle handle, List<Pending> pending) {
        var links = new ArrayList<Link>(pending.size());
        Link last = null;
        for (var one : pending) {
            var previous = last != null && last.tenant().equals(one.tenant()) ? last : lastOf(handle, one.tenant());
            last = follow(previous, one);
            links.add(last);
        }
        var batch = handle.prepareBatch(
                "insert into tandem.audit_link (tenant, seq, entry, hash) values (:tenant, :seq, :entry, :hash)");
        links.forEach(link -> batch.bindMethods(link).add());
        batch.execute();
        handle.createUpdate("""
                        delete from tandem.audit_pending p
                         using unnest(:tenants, :entries) as done (tenant, entry)
                         where p.tenant = done.tenant and p.entry = done.entry""")
                .bind("tenants", links.stream().map(Link::tenant).toArray(String[]::new))
                .bind("entries", links.stream().map(Link::entry).toArray(UUID[]::new))
                .execute();
    }

    private static @Nullable Link lastOf(Handle handle, String tenant) {
        return handle.createQuery(
                        "select tenant, seq, entry, hash from tandem.audit_link where tenant = :tenant order by seq desc limit 1")
                .bind("tenant", tenant)
                .map(ConstructorMapper.of(Link.class))
                .findOne()
                .orElse(null);
    }

    private static Link follow(@Nullable Link previous, Pending pending) {
        var seq = previous == null ? 1 : previous.seq() + 1;
        var before = previous == null ? Chain.start() : previous.hash();
        return new Link(
                pending.tenant(), seq, pending.entry(), Chain.next(before, seq, pending.entry(), pending.content()));
    }

    /** An entry that waits for its link. */
    public record Pending(String tenant, UUID entry, String content) {}

    /** A link of the chain. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Link(String tenant, long seq, UUID entry, byte[] hash) {}
}
