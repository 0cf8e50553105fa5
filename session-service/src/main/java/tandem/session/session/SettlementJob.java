package tandem.session.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import tandem.runtime.sql.Feed;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeJob;

/** Settles the sessions whose grace is over. */
@ApplicationScoped
class SettlementJob implements ProgrammeJob {

    private final SettlementService service;
    private final Tenants tenants;
    private final Jdbi feed;

    SettlementJob(SettlementService service, Tenants tenants, @Feed Jdbi feed) {
        this.service = service;
        this.tenants = tenants;
        this.feed = feed;
    }

    @Override
    public String name() {
        return "settlement";
    }

    @Override
    public void runUntil(Instant now) {
        var due = feed.withHandle(
                handle -> handle.createQuery("select distinct tenant from sessions where settle_at <= :now")
                        .bind("now", now)
                        .mapTo(String.class)
                        .list());
        for (var tenant : due) {
            tenants.runAs(tenant, () -> {
                var more = true;
                while (more) {
                    more = service.settleDue(now);
                }
            });
        }
    }
}
