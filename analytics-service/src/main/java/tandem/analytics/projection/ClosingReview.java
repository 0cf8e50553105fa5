package tandem.analytics.projection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.Envelope;
import tandem.events.Party;
import tandem.events.SessionEvent.ClosingReviewSubmitted;

/**
 * What one side said when an engagement ended (R122): of the goals, how many were met.
 *
 * @param rating of the provider by the leader, 1 to 5; null where nobody rated
 */
public record ClosingReview(
        String tenant,
        EngagementId engagement,
        Party party,
        long sequence,
        @Nullable Integer rating,
        int goalsMet,
        int goals,
        Instant submittedAt)
        implements Fact<ClosingReview> {

    static ClosingReview of(Envelope<?> at, ClosingReviewSubmitted e) {
        return new ClosingReview(
                at.tenant(), e.engagement(), e.party(), at.sequence(), e.rating(), e.goalsMet(), e.goals(), at.time());
    }

    @Override
    public ClosingReview join(ClosingReview other) {
        return sequence >= other.sequence ? this : other;
    }
}
