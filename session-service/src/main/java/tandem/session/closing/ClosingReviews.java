package tandem.session.closing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import tandem.runtime.tenant.Tenants;

/** The closing reviews of a tenant; one of each side, never changed. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class ClosingReviews {

    private final Jdbi jdbi;
    private final Tenants tenants;

    ClosingReviews(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** Answers false, and keeps what is there, when this side has submitted one before. */
    boolean add(ClosingReview review) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into closing_reviews (tenant, engagement, party, rating, goals_met, goals, submitted_at)
                        values (:tenant, :engagement, :party, :rating, :met, :goals, :at)
                            on conflict do nothing
                        """)
                        .bind("tenant", tenants.current())
                        .bind("engagement", review.engagement())
                        .bind("party", review.party().name())
                        .bind("rating", review.rating())
                        .bind("met", review.goalsMet())
                        .bind("goals", review.goals())
                        .bind("at", review.submittedAt().atOffset(ZoneOffset.UTC))
                        .execute())
                > 0;
    }
}
