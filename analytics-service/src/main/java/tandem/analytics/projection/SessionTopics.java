package tandem.analytics.projection;

import java.time.Instant;
import tandem.events.EngagementId;
import tandem.events.Envelope;
import tandem.events.SessionEvent.TopicsNoted;
import tandem.events.SessionId;

/**
 * What a session was about, as last corrected.
 *
 * @param topics codes, separated by commas; empty when everything said was taken back
 */
public record SessionTopics(
        String tenant, SessionId session, EngagementId engagement, long sequence, String topics, Instant notedAt)
        implements Fact<SessionTopics> {

    static SessionTopics of(Envelope<?> at, TopicsNoted e) {
        return new SessionTopics(
                at.tenant(), e.session(), e.engagement(), at.sequence(), String.join(",", e.topics()), at.time());
    }

    @Override
    public SessionTopics join(SessionTopics other) {
        return sequence >= other.sequence ? this : other;
    }
}
