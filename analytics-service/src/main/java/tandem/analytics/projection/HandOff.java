package tandem.analytics.projection;

import java.time.Instant;
import tandem.events.EngagementId;
import tandem.events.Envelope;
import tandem.events.SessionEvent.HandOffCompleted;

/** A mentor received what the coach handed over (R67). What it was is no part of it. */
public record HandOff(String tenant, EngagementId engagement, EngagementId toEngagement, Instant completedAt)
        implements Fact<HandOff> {

    static HandOff of(Envelope<?> at, HandOffCompleted e) {
        return new HandOff(at.tenant(), e.engagement(), e.to(), at.time());
    }

    /** A hand-off is received once; told otherwise, the earlier word holds. */
    @Override
    public HandOff join(HandOff other) {
        return completedAt.isAfter(other.completedAt) ? other : this;
    }
}
