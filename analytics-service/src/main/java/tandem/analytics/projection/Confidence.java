package tandem.analytics.projection;

import java.time.Instant;
import tandem.events.EngagementId;
import tandem.events.Envelope;
import tandem.events.SessionEvent.ConfidenceRated;
import tandem.events.SessionId;

/** How confident the leader felt after a session, as last corrected. */
public record Confidence(
        String tenant, SessionId session, EngagementId engagement, long sequence, int rating, Instant ratedAt)
        implements Fact<Confidence> {

    static Confidence of(Envelope<?> at, ConfidenceRated e) {
        return new Confidence(at.tenant(), e.session(), e.engagement(), at.sequence(), e.rating(), at.time());
    }

    @Override
    public Confidence join(Confidence other) {
        return sequence >= other.sequence ? this : other;
    }
}
