package tandem.matching.following;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import tandem.events.IntakeEvent;
import tandem.events.IntakeEvent.ConsentGranted;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.IntakeEvent.EmploymentChanged;
import tandem.events.IntakeEvent.EmploymentChanged.Aspect;
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
import tandem.matching.engagement.EngagementService;
import tandem.matching.profile.ProfileService;
import tandem.matching.profile.ProgrammeService;
import tandem.matching.provider.StandingService;
import tandem.matching.removal.RemovalService;
import tandem.runtime.inbox.Effect;
import tandem.runtime.inbox.Inbox;

/** Hears intake-service: programmes, decisions, and everything that ends or removes. */
@ApplicationScoped
public class IntakeListener {

    public static final String CONSUMER = "matching-service.intake";

    private final Inbox inbox;
    private final ProgrammeService programmes;
    private final ProfileService profiles;
    private final EngagementService engagements;
    private final StandingService standings;
    private final RemovalService removals;

    IntakeListener(
            Inbox inbox,
            ProgrammeService programmes,
            ProfileService profiles,
            EngagementService engagements,
            StandingService standings,
            RemovalService removals) {
        this.inbox = inbox;
        this.programmes = programmes;
        this.profiles = profiles;
        this.engagements = engagements;
        this.standings = standings;
        this.removals = removals;
    }

    @Blocking
    @Incoming("matching-intake")
    public void on(ConsumerRecords<String, byte[]> records) {
        inbox.process(records, CONSUMER, IntakeEvent.class, event -> effectOf(event.data()));
    }

    private Effect effectOf(IntakeEvent event) {
        return switch (event) {
            case ProgrammeOpened opened -> () -> programmes.opened(opened);
            case PolicyPublished published -> () -> policyPublished(published);
            case ServiceDecided decided -> () -> profiles.decided(decided);
            case ConsentWithdrawn withdrawn -> () -> removals.withdrawn(withdrawn);
            case ErasureRequested requested -> () -> removals.erased(requested);
            case EmploymentEnded ended -> () -> removals.employmentEnded(ended);
            case EmploymentChanged changed -> () -> employmentChanged(changed);
            case ProgrammeSignedOff _,
                    ParticipantEnrolled _,
                    IntakeSubmitted _,
                    ConsentGranted _,
                    OutcomeRecorded _,
                    KpiObserved _,
                    RemovalReported _ -> Effect.NONE;
        };
    }

    private void policyPublished(PolicyPublished published) {
        programmes.published(published);
        standings.policyChanged(published.programme());
    }

    /** Of role, level, department and promotion the profile tells the new value, which is what a ranking is made from. */
    private void employmentChanged(EmploymentChanged changed) {
        if (changed.changed().contains(Aspect.MANAGER)) {
            engagements.recheckSeparation(changed.person());
        }
        if (changed.changed().contains(Aspect.RETURN)) {
            removals.returned(changed.person());
        }
        if (changed.changed().contains(Aspect.LEAVE)) {
            removals.wentOnLeave(changed.person(), changed.effectiveOn());
        }
    }
}
