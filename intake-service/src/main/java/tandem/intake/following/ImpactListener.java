package tandem.intake.following;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import tandem.events.Envelope;
import tandem.events.ImpactEvent;
import tandem.events.ImpactEvent.GateDecided;
import tandem.events.ImpactEvent.GateEvaluated;
import tandem.events.ImpactEvent.OnboardingResumed;
import tandem.events.ImpactEvent.OnboardingStopped;
import tandem.events.ImpactEvent.ProviderBelowGate;
import tandem.events.ImpactEvent.RemovalReported;
import tandem.intake.programme.ProgrammeService;
import tandem.intake.removal.RemovalService;
import tandem.runtime.inbox.Effect;
import tandem.runtime.inbox.Inbox;

/** Obeys the owner's stop of onboarding (R129), and learns what analytics-service removed. */
@ApplicationScoped
public class ImpactListener {

    private static final String CONSUMER = "intake-service.impact";

    private final Inbox inbox;
    private final ProgrammeService programmes;
    private final RemovalService removals;

    ImpactListener(Inbox inbox, ProgrammeService programmes, RemovalService removals) {
        this.inbox = inbox;
        this.programmes = programmes;
        this.removals = removals;
    }

    @Incoming("intake-impact")
    @Blocking
    public void on(ConsumerRecords<String, byte[]> records) {
        inbox.process(records, CONSUMER, ImpactEvent.class, this::effectOf);
    }

    private Effect effectOf(Envelope<ImpactEvent> envelope) {
        return switch (envelope.data()) {
            case OnboardingStopped e -> () -> programmes.stopOnboarding(e.programme(), e.reason(), envelope.time());
            case OnboardingResumed e -> () -> programmes.resumeOnboarding(e.programme(), envelope.time());
            case RemovalReported e -> () -> removals.note(e.removal(), envelope.source(), e.counts());
            case GateEvaluated _, GateDecided _, ProviderBelowGate _ -> Effect.NONE;
        };
    }
}
