package tandem.matching.following;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import tandem.events.SessionEvent;
import tandem.events.SessionEvent.ActionItemAgreed;
import tandem.events.SessionEvent.ActionItemCompleted;
import tandem.events.SessionEvent.AttendanceEvidenced;
import tandem.events.SessionEvent.CheckInAnswered;
import tandem.events.SessionEvent.CheckpointReached;
import tandem.events.SessionEvent.ClosingReviewSubmitted;
import tandem.events.SessionEvent.ConfidenceRated;
import tandem.events.SessionEvent.EngagementWentQuiet;
import tandem.events.SessionEvent.HandOffCompleted;
import tandem.events.SessionEvent.RemovalReported;
import tandem.events.SessionEvent.SessionCancelled;
import tandem.events.SessionEvent.SessionHeld;
import tandem.events.SessionEvent.SessionMissed;
import tandem.events.SessionEvent.SessionMoved;
import tandem.events.SessionEvent.SessionScheduled;
import tandem.events.SessionEvent.SponsorActionCommitted;
import tandem.events.SessionEvent.SponsorActionConfirmed;
import tandem.events.SessionEvent.SponsorActionTaken;
import tandem.matching.engagement.TrackRecords;
import tandem.runtime.inbox.Inbox;

/** Hears session-service for what builds a provider's track record: confirmed actions only, and closing reviews. */
@ApplicationScoped
public class SessionListener {

    public static final String CONSUMER = "matching-service.session";

    private final Inbox inbox;
    private final TrackRecords records;

    SessionListener(Inbox inbox, TrackRecords records) {
        this.inbox = inbox;
        this.records = records;
    }

    @Blocking
    @Incoming("matching-session")
    public void on(ConsumerRecords<String, byte[]> polled) {
        inbox.process(polled, CONSUMER, SessionEvent.class, event -> apply(event.data()));
    }

    private void apply(SessionEvent event) {
        switch (event) {
            case SponsorActionConfirmed confirmed -> records.keep(confirmed);
            case ClosingReviewSubmitted submitted -> records.keep(submitted);
            case SessionScheduled scheduled -> {}
            case SessionMoved moved -> {}
            case SessionCancelled cancelled -> {}
            case SessionHeld held -> {}
            case SessionMissed missed -> {}
            case AttendanceEvidenced evidenced -> {}
            case ActionItemAgreed agreed -> {}
            case ActionItemCompleted completed -> {}
            case ConfidenceRated rated -> {}
            case SponsorActionCommitted committed -> {}
            case SponsorActionTaken taken -> {}
            case CheckInAnswered answered -> {}
            case CheckpointReached reached -> {}
            case EngagementWentQuiet quiet -> {}
            case HandOffCompleted completed -> {}
            case RemovalReported reported -> {}
        }
    }
}
