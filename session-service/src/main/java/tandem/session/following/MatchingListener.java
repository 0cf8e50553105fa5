package tandem.session.following;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import tandem.events.Envelope;
import tandem.events.MatchingEvent;
import tandem.events.MatchingEvent.AgreementSigned;
import tandem.events.MatchingEvent.EngagementAmended;
import tandem.events.MatchingEvent.EngagementEnded;
import tandem.events.MatchingEvent.EngagementStarted;
import tandem.events.MatchingEvent.MatchApproved;
import tandem.events.MatchingEvent.MatchOverridden;
import tandem.events.MatchingEvent.MatchProposed;
import tandem.events.MatchingEvent.MatchRejected;
import tandem.events.MatchingEvent.ProviderHeld;
import tandem.events.MatchingEvent.ProviderQualified;
import tandem.events.MatchingEvent.RemovalReported;
import tandem.events.MatchingEvent.WaitlistOffered;
import tandem.runtime.inbox.Effect;
import tandem.runtime.inbox.Inbox;
import tandem.session.engagement.EngagementService;
import tandem.session.removal.RemovalService;

/** Hears matching-service, which alone starts and ends engagements. */
@ApplicationScoped
public class MatchingListener {
    private static final String CONSUMER = "session-service.matching";

    private final Inbox inbox;
    private final EngagementService engagements;
    private final RemovalService removals;

    MatchingListener(Inbox inbox, EngagementService engagements, RemovalService removals) {
        this.inbox = inbox;
        this.engagements = engagements;
        this.removals = removals;
    }

    @Incoming("session-matching")
    @Blocking
    public void on(ConsumerRecords<String, byte[]> records) {
        inbox.process(records, CONSUMER, MatchingEvent.class, this::effectOf);
    }

    private Effect effectOf(Envelope<MatchingEvent> event) {
        return switch (event.data()) {
            case EngagementStarted started -> () -> engagements.start(started);
            case EngagementAmended amended -> () -> engagements.amend(amended);
            case EngagementEnded ended -> () -> removals.end(ended, event.time());
            // until both have signed there is nothing to hold a session for
            case ProviderQualified _,
                    ProviderHeld _,
                    MatchProposed _,
                    MatchApproved _,
                    MatchRejected _,
                    MatchOverridden _,
                    AgreementSigned _,
                    WaitlistOffered _,
                    RemovalReported _ -> Effect.NONE;
        };
    }
}
