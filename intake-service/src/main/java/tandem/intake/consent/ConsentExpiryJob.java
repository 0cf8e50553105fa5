package tandem.intake.consent;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import tandem.runtime.sql.Feed;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeJob;

/** Withdraws what has run out: from then on nobody can tell an expired consent from a withdrawn one. */
@ApplicationScoped
public class ConsentExpiryJob implements ProgrammeJob {

    private final ConsentService service;
    private final Tenants tenants;
    private final Jdbi feed;

    ConsentExpiryJob(ConsentService service, Tenants tenants, @Feed Jdbi feed) {
        this.service = service;
        this.tenants = tenants;
        this.feed = feed;
    }

    @Override
    public String name() {
        return "consent-expiry";
    }

    @Override
    public void runUntil(Instant now) {
        var due = feed.inTransaction(
                handle -> handle.createQuery("select distinct tenant from consent where granted and expires_at <= :now")
                        .bind("now", now)
                        .mapTo(String.class)
                        .list());
        for (var tenant : due) {
            tenants.runAs(tenant, () -> {
                boolean more = true;
                while (more) {
                    more = service.expire(now);
                }
            });
        }
    }
}
