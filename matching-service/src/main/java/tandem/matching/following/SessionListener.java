package tandem.matching.following;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import tandem.events.SessionEvent;
import tandem.events.SessionEvent.ActionItemAgreed;
import tandem.events.SessionEvent.ActionItemCompleted;
import tandem.events.SessionEvent.ActionItemDropped;
import tandem.events.SessionEvent.AttendanceEvidenced;
import tandem.events.SessionEvent.CaseLogged;
import tandem.events.SessionEvent.CheckInAnswered;
import tandem.events.SessionEvent.CheckInClosed;
import tandem.events.SessionEvent.CheckpointReached;
import tandem.events.SessionEvent.ClosingReviewSubmitted;
import tandem.events.SessionEvent.ConfidenceRated;
import tandem.events.SessionEvent.EngagementWentQuiet;
import tandem.events.SessionEvent.HandOffCompleted;
import tandem.events.SessionEvent.RemovalReported;
import tandem.events.SessionEvent.SeatTaken;
import tandem.events.SessionEvent.SessionCancelled;
import tandem.events.SessionEvent.SessionHeld;
import tandem.events.SessionEvent.SessionMissed;
import tandem.events.SessionEvent.SessionMoved;
import tandem.events.SessionEvent.SessionScheduled;
import tandem.events.SessionEvent.SponsorActionCommitted;
import tandem.events.SessionEvent.SponsorActionConfirmed;
import tandem.events.SessionEvent.SponsorActionReported;
import tandem.events.SessionEvent.SponsorActionTaken;
import tandem.events.SessionEvent.TopicsNoted;
import tandem.matching.engagement.TrackRecords;
import tandem.runtime.inbox.Effect;
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
        inbox.process(polled, CONSUMER, SessionEvent.class, event -> effectOf(event.data()));
    }

    private Effect effectOf(SessionEvent event) {
        return switch (event) {
            case SponsorActionConfirmed confirmed -> () -> records.keep(confirmed);
            case ClosingReviewSubmitted submitted -> () -> records.keep(submitted);
            case SessionScheduled _,
                    SessionMoved _,
                    SessionCancelled _,
                    SessionHeld _,
                    SessionMissed _,
                    AttendanceEvidenced _,
                    ActionItemAgreed _,
                    ActionItemCompleted _,
                    ActionItemDropped _,
                    TopicsNoted _,
                    ConfidenceRated _,
                    SponsorActionCommitted _,
                    SponsorActionTaken _,
                    SponsorActionReported _,
                    SeatTaken _,
                    CheckInAnswered _,
                    CheckInClosed _,
                    CheckpointReached _,
                    EngagementWentQuiet _,
                    CaseLogged _,
                    HandOffCompleted _,
                    RemovalReported _ -> Effect.NONE;
        };
    }
}
