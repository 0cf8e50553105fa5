package tandem.session.closing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.SessionEvent.ClosingReviewSubmitted;

/**
 * What one side says when an engagement ends (R122). Counts only: which goals they were stays between the two.
 *
 * @param rating of the provider by the leader, 1 to 5; null from a leader who does not rate, and always from the provider
 * @param goalsMet of {@code goals}
 */
record ClosingReview(
        EngagementId engagement, Party party, @Nullable Integer rating, int goalsMet, int goals, Instant submittedAt) {

    ClosingReviewSubmitted submitted() {
        return new ClosingReviewSubmitted(engagement, party, rating, goalsMet, goals);
    }
}
