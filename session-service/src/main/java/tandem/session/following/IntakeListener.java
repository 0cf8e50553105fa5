package tandem.session.following;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import tandem.events.Envelope;
import tandem.events.IntakeEvent;
import tandem.events.IntakeEvent.ConsentGranted;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.IntakeEvent.EmploymentChanged;
import tandem.events.IntakeEvent.EmploymentEnded;
import tandem.events.IntakeEvent.ErasureRequested;
import tandem.events.IntakeEvent.IntakeSubmitted;
import tandem.events.IntakeEvent.KpiObserved;
import tandem.events.IntakeEvent.OutcomeRecorded;
import tandem.events.IntakeEvent.ParticipantEnrolled;
import tandem.events.IntakeEvent.PolicyPublished;
import tandem.events.IntakeEvent.ProgrammeOpened;
import tandem.events.IntakeEvent.ProgrammeSignedOff;
import tandem.events.IntakeEvent.RemovalReported;
import tandem.events.IntakeEvent.ServiceDecided;
import tandem.runtime.inbox.Effect;
import tandem.runtime.inbox.Inbox;
import tandem.session.checkin.PanelService;
import tandem.session.consent.ConsentService;
import tandem.session.engagement.EngagementService;
import tandem.session.leave.LeaveService;
import tandem.session.network.NetworkService;
import tandem.session.removal.RemovalService;

/** Hears intake-service: terms of programmes, who takes part, who is away and who left, consents and their withdrawal, erasures. */
@ApplicationScoped
public class IntakeListener {
    private static final String CONSUMER = "session-service.intake";

    private final Inbox inbox;
    private final EngagementService engagements;
    private final ConsentService consents;
    private final RemovalService removals;
    private final PanelService panels;
    private final NetworkService network;
    private final LeaveService leaves;

    IntakeListener(
            Inbox inbox,
            EngagementService engagements,
            ConsentService consents,
            RemovalService removals,
            PanelService panels,
            NetworkService network,
            LeaveService leaves) {
        this.inbox = inbox;
        this.engagements = engagements;
        this.consents = consents;
        this.removals = removals;
        this.panels = panels;
        this.network = network;
        this.leaves = leaves;
    }

    @Incoming("session-intake")
    @Blocking
    public void on(ConsumerRecords<String, byte[]> records) {
        inbox.process(records, CONSUMER, IntakeEvent.class, this::effectOf);
    }

    private Effect effectOf(Envelope<IntakeEvent> event) {
        return switch (event.data()) {
            case PolicyPublished policy -> () -> engagements.publish(policy);
            case ConsentGranted granted -> () -> consents.grant(granted);
            case ConsentWithdrawn withdrawn -> () -> removals.withdraw(withdrawn);
            case EmploymentChanged changed -> () -> leaves.follow(changed);
            case EmploymentEnded ended ->
                () -> {
                    panels.left(ended.person(), ended.effectiveOn());
                    leaves.left(ended.person(), ended.effectiveOn());
                };
            case ErasureRequested erasure -> () -> removals.erase(erasure, event.time());
            case ParticipantEnrolled enrolled -> () -> network.enrol(enrolled);
            // an engagement ends when matching-service says so; what may be read of a calendar comes as state
            case ProgrammeOpened _,
                    ProgrammeSignedOff _,
                    IntakeSubmitted _,
                    ServiceDecided _,
                    OutcomeRecorded _,
                    KpiObserved _,
                    RemovalReported _ -> Effect.NONE;
        };
    }
}
