package tandem.session.engagement;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import tandem.runtime.sql.Feed;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeJob;

/** Notices engagements that have gone quiet (R125) and reviews that fall due (R65, R66). */
@ApplicationScoped
class KeeperJob implements ProgrammeJob {

    private final EngagementService service;
    private final Tenants tenants;
    private final Jdbi feed;

    KeeperJob(EngagementService service, Tenants tenants, @Feed Jdbi feed) {
        this.service = service;
        this.tenants = tenants;
        this.feed = feed;
    }

    @Override
    public String name() {
        return "keeper";
    }

    @Override
    public void runUntil(Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var due = feed.withHandle(handle -> handle.createQuery("""
                        select distinct tenant from engagements
                         where ended_on is null and (quiet_due_at <= :now or review_due_on <= :today)
                        """)
                .bind("now", now)
                .bind("today", today)
                .mapTo(String.class)
                .list());
        for (var tenant : due) {
            tenants.runAs(tenant, () -> {
                var more = true;
                while (more) {
                    more = service.tellQuiet(now) || service.tellReviews(today);
                }
            });
        }
    }
}
