package tandem.intake.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import tandem.runtime.sql.Feed;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeJob;

/** Opens decisions again when the leader has been here for two years (R30). */
@ApplicationScoped
public class DecisionReviewJob implements ProgrammeJob {

    private final DecisionService service;
    private final Tenants tenants;
    private final Jdbi feed;

    DecisionReviewJob(DecisionService service, Tenants tenants, @Feed Jdbi feed) {
        this.service = service;
        this.tenants = tenants;
        this.feed = feed;
    }

    @Override
    public String name() {
        return "decision-reviews";
    }

    @Override
    public void runUntil(Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var due = feed.inTransaction(handle ->
                handle.createQuery("""
                        select distinct d.tenant from decision d
                         where d.mentor_review_on <= :today
                           and not exists (select from decision_review r
                                            where r.tenant = d.tenant and r.decision = d.id)""").bind("today", today).mapTo(String.class).list());
        for (var tenant : due) {
            tenants.runAs(tenant, () -> {
                boolean more = true;
                while (more) {
                    more = service.review(today, now);
                }
            });
        }
    }
}
