package tandem.matching.engagement;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import tandem.runtime.sql.Feed;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeJob;

/** Ends engagements at their planned end. */
@ApplicationScoped
public class EngagementJob implements ProgrammeJob {

    private final EngagementService service;
    private final Tenants tenants;
    private final Jdbi feed;

    EngagementJob(EngagementService service, Tenants tenants, @Feed Jdbi feed) {
        this.service = service;
        this.tenants = tenants;
        this.feed = feed;
    }

    @Override
    public String name() {
        return "engagement-ends";
    }

    @Override
    public void runUntil(Instant now) {
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var due = feed.inTransaction(handle ->
                handle.createQuery("""
                        select distinct tenant from engagements where ended_on is null and planned_end_on <= :day
                        """).bind("day", day).mapTo(String.class).list());
        for (var tenant : due) {
            tenants.runAs(tenant, () -> {
                boolean more = true;
                while (more) {
                    more = service.complete(day);
                }
            });
        }
    }
}
