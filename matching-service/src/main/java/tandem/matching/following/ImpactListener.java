package tandem.matching.following;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import tandem.events.ImpactEvent;
import tandem.events.ImpactEvent.GateDecided;
import tandem.events.ImpactEvent.GateEvaluated;
import tandem.events.ImpactEvent.OnboardingResumed;
import tandem.events.ImpactEvent.OnboardingStopped;
import tandem.events.ImpactEvent.ProviderBelowGate;
import tandem.events.ImpactEvent.RemovalReported;
import tandem.matching.profile.ProgrammeService;
import tandem.matching.provider.ProviderService;
import tandem.runtime.inbox.Effect;
import tandem.runtime.inbox.Inbox;

/** Hears analytics-service: stop and resume (R129), and providers below the continuation gate (R99). */
@ApplicationScoped
public class ImpactListener {

    public static final String CONSUMER = "matching-service.impact";

    private final Inbox inbox;
    private final ProgrammeService programmes;
    private final ProviderService providers;

    ImpactListener(Inbox inbox, ProgrammeService programmes, ProviderService providers) {
        this.inbox = inbox;
        this.programmes = programmes;
        this.providers = providers;
    }

    @Blocking
    @Incoming("matching-impact")
    public void on(ConsumerRecords<String, byte[]> records) {
        inbox.process(records, CONSUMER, ImpactEvent.class, event -> effectOf(event.data()));
    }

    private Effect effectOf(ImpactEvent event) {
        return switch (event) {
            case OnboardingStopped stopped -> () -> programmes.stopped(stopped);
            case OnboardingResumed resumed -> () -> programmes.resumed(resumed);
            case ProviderBelowGate below -> () -> providers.belowGate(below.provider());
            case GateEvaluated _, GateDecided _, RemovalReported _ -> Effect.NONE;
        };
    }
}
