package tandem.session.closing;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.runtime.actor.Roles;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.visibility.OnlyFor;
import tandem.session.engagement.EngagementQueries;

/** Reads closing reviews. */
@ApplicationScoped
public class ClosingReviewQueries {

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final EngagementQueries engagements;

    ClosingReviewQueries(Jdbi jdbi, Tenants tenants, EngagementQueries engagements) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.engagements = engagements;
    }

    /**
     * What one side said.
     *
     * @param rating of the provider, 1 to 5; a leader says it to those who run programmes, not to the provider
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ClosingReviewView(
            Party party,
            int goalsMet,
            int goals,

            @OnlyFor({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER}) @Nullable
            Integer rating,

            Instant submittedAt) {}

    /**
     * The reviews of an engagement, at most one of each side.
     *
     * @param side the person who asks; null for those who may see all of the tenant, and the rating
     */
    @Transactional
    public List<ClosingReviewView> reviews(EngagementId engagement, @Nullable PersonId side) {
        engagements.requireSeen(engagement, side);
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select party, goals_met, goals, rating, submitted_at from closing_reviews
                         where tenant = :tenant and engagement = :engagement order by submitted_at, party
                        """)
                .bind("tenant", tenants.current())
                .bind("engagement", engagement)
                .map((row, context) -> new ClosingReviewView(
                        Party.valueOf(row.getString("party")),
                        row.getInt("goals_met"),
                        row.getInt("goals"),
                        side == null ? row.getObject("rating", Integer.class) : null,
                        row.getObject("submitted_at", OffsetDateTime.class).toInstant()))
                .list());
    }
}
