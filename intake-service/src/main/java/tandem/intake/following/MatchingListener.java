package tandem.intake.following;

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
import tandem.intake.people.Acquaintances;
import tandem.intake.removal.RemovalService;
import tandem.runtime.inbox.Effect;
import tandem.runtime.inbox.Inbox;

/** Learns who serves, who may see whom, and what matching-service removed. */
@ApplicationScoped
public class MatchingListener {

    private static final String CONSUMER = "intake-service.matching";

    private final Inbox inbox;
    private final Acquaintances acquaintances;
    private final RemovalService removals;

    MatchingListener(Inbox inbox, Acquaintances acquaintances, RemovalService removals) {
        this.inbox = inbox;
        this.acquaintances = acquaintances;
        this.removals = removals;
    }

    @Incoming("intake-matching")
    @Blocking
    public void on(ConsumerRecords<String, byte[]> records) {
        inbox.process(records, CONSUMER, MatchingEvent.class, this::effectOf);
    }

    private Effect effectOf(Envelope<MatchingEvent> envelope) {
        return switch (envelope.data()) {
            case ProviderQualified e -> () -> acquaintances.note(e.provider(), e.providerType());
            case MatchApproved e -> () -> acquaintances.introduce(e.match().value(), e.leader(), e.provider());
            case EngagementStarted e ->
                () -> acquaintances.introduce(e.engagement().value(), e.leader(), e.provider());
            case EngagementEnded e -> () -> acquaintances.part(e.engagement().value());
            case MatchRejected e -> () -> acquaintances.part(e.match().value());
            case MatchOverridden e -> () -> acquaintances.part(e.instead().value());
            case RemovalReported e -> () -> removals.note(e.removal(), envelope.source(), e.counts());
            case ProviderHeld _, MatchProposed _, AgreementSigned _, EngagementAmended _, WaitlistOffered _ ->
                Effect.NONE;
        };
    }
}
