package tandem.testing.app;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import tandem.events.Envelope;
import tandem.events.IntakeEvent;
import tandem.events.IntakeEvent.OutcomeRecorded;
import tandem.runtime.inbox.Effect;
import tandem.runtime.inbox.Inbox;

/** Hears what the intake topic tells. */
@ApplicationScoped
class NoteListener {

    private static final String CONSUMER = "note-service.note";

    private final Inbox inbox;
    private final Taken taken;

    NoteListener(Inbox inbox, Taken taken) {
        this.inbox = inbox;
        this.taken = taken;
    }

    @Incoming("note-intake")
    @Blocking
    void on(ConsumerRecords<String, byte[]> records) {
        inbox.process(records, CONSUMER, IntakeEvent.class, this::effectOf);
    }

    private Effect effectOf(Envelope<IntakeEvent> event) {
        return event.data() instanceof OutcomeRecorded outcome
                ? () -> taken.note("heard " + outcome.value().intValue() + " because of " + event.causation())
                : Effect.NONE;
    }
}
