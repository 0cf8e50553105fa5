package tandem.intake.following;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import tandem.events.Envelope;
import tandem.events.SessionEvent;
import tandem.events.SessionEvent.RemovalReported;
import tandem.intake.removal.RemovalService;
import tandem.runtime.inbox.Effect;
import tandem.runtime.inbox.Inbox;

/** Learns what session-service removed; what happens in sessions is none of this service's business. */
@ApplicationScoped
public class SessionListener {

    private static final String CONSUMER = "intake-service.session";

    private final Inbox inbox;
    private final RemovalService removals;

    SessionListener(Inbox inbox, RemovalService removals) {
        this.inbox = inbox;
        this.removals = removals;
    }

    @Incoming("intake-session")
    @Blocking
    public void on(ConsumerRecords<String, byte[]> records) {
        inbox.process(records, CONSUMER, SessionEvent.class, this::effectOf);
    }

    private Effect effectOf(Envelope<SessionEvent> envelope) {
        return envelope.data() instanceof RemovalReported report
                ? () -> removals.note(report.removal(), envelope.source(), report.counts())
                : Effect.NONE;
    }
}
