package tandem.analytics.projection;

import java.util.List;
import tandem.events.Envelope;
import tandem.events.ImpactEvent;
import tandem.events.ImpactEvent.GateDecided;
import tandem.events.ImpactEvent.GateEvaluated;
import tandem.events.ImpactEvent.OnboardingResumed;
import tandem.events.ImpactEvent.OnboardingStopped;
import tandem.events.ImpactEvent.ProviderBelowGate;
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
import tandem.events.IntakeEvent.ServiceDecided;
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
import tandem.events.MatchingEvent.WaitlistOffered;
import tandem.events.ProfileState;
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
import tandem.events.TandemEvent;

/**
 * What each event says, as rows. An event without a row here is in the ledger all the same; a fact added later is filled by a
 * rebuild, so nothing is lost by starting small.
 */
public final class Contributions {
    private static final List<Fact<?>> NOTHING = List.of();

    private Contributions() {}

    /** The rows an event contributes. A new kind of event does not compile until it is decided here what it says. */
    public static List<Fact<?>> of(Envelope<TandemEvent> envelope) {
        return switch (envelope.data()) {
            case IntakeEvent event -> ofIntake(envelope, event);
            case MatchingEvent event -> ofMatching(envelope, event);
            case SessionEvent event -> ofSession(envelope, event);
            case ImpactEvent event -> ofImpact(envelope, event);
            case ProfileState state -> throw new IllegalArgumentException("state is no history: " + state.getClass());
        };
    }

    private static List<Fact<?>> ofIntake(Envelope<?> at, IntakeEvent event) {
        return switch (event) {
            case ProgrammeOpened e -> List.of(Programme.of(at, e));
            case PolicyPublished e -> List.of(Programme.of(at, e));
            case ProgrammeSignedOff e -> NOTHING; // comparisons wait for it; none is made yet
            case ParticipantEnrolled e -> List.of(Participant.of(at, e));
            case IntakeSubmitted e -> List.of(Participant.of(at, e));
            case ServiceDecided e -> List.of(Participant.of(at, e), Decision.of(at, e));
            case EmploymentEnded e -> List.of(Employment.of(at, e));
            case EmploymentChanged e -> Employment.of(at, e);
            case ConsentGranted e when e.item() != null -> NOTHING; // one note or win opens no figure
            case ConsentGranted e -> List.of(Consent.of(at, e));
            case ConsentWithdrawn e when e.item() != null -> List.of(Removal.of(at, e));
            case ConsentWithdrawn e -> List.of(Consent.of(at, e), Removal.of(at, e));
            case ErasureRequested e -> List.of(Removal.of(at, e));
            case OutcomeRecorded e -> List.of(Outcome.of(at, e));
            case KpiObserved e -> List.of(KpiFigure.of(at, e));
            case IntakeEvent.RemovalReported e -> List.of(RemovalReport.of(at, e.removal(), e.counts()));
        };
    }

    private static List<Fact<?>> ofMatching(Envelope<?> at, MatchingEvent event) {
        return switch (event) {
            case ProviderQualified e -> List.of(Provider.of(at, e));
            case ProviderHeld e -> List.of(Provider.of(at, e));
            case MatchProposed e -> List.of(Match.of(at, e));
            case MatchApproved e -> List.of(Match.of(at, e));
            case MatchRejected e -> List.of(Match.of(at, e));
            case MatchOverridden e -> List.of(Match.of(at, e));
            case AgreementSigned e -> List.of(Match.of(at, e));
            case EngagementStarted e -> List.of(Engagement.of(at, e));
            case EngagementAmended e -> List.of(Engagement.of(at, e));
            case EngagementEnded e -> List.of(Engagement.of(at, e));
            case MatchingEvent.RemovalReported e -> List.of(RemovalReport.of(at, e.removal(), e.counts()));
            case WaitlistOffered e -> NOTHING;
        };
    }

    private static List<Fact<?>> ofSession(Envelope<?> at, SessionEvent event) {
        return switch (event) {
            case SessionScheduled e -> List.of(Session.of(at, e));
            case SessionMoved e -> List.of(Session.of(at, e));
            case SessionCancelled e -> List.of(Session.of(at, e));
            case SessionHeld e -> List.of(Session.of(at, e));
            case SessionMissed e -> List.of(Session.of(at, e));
            case AttendanceEvidenced e -> List.of(Attendance.of(at, e));
            case SponsorActionCommitted e -> List.of(SponsorAction.of(at, e));
            case SponsorActionTaken e -> List.of(SponsorAction.of(at, e));
            case SponsorActionConfirmed e -> List.of(SponsorAction.of(at, e));
            case SeatTaken e -> List.of(NetworkSeat.of(at, e));
            case SessionEvent.RemovalReported e -> List.of(RemovalReport.of(at, e.removal(), e.counts()));
            case ActionItemAgreed e -> List.of(ActionItem.of(at, e));
            case ActionItemCompleted e -> List.of(ActionItem.of(at, e));
            case ActionItemDropped e -> List.of(ActionItem.of(at, e));
            case ConfidenceRated e -> List.of(Confidence.of(at, e));
            case TopicsNoted e -> List.of(SessionTopics.of(at, e));
            case SponsorActionReported e -> List.of(SponsorAction.of(at, e));
            case CheckInAnswered e -> CheckInAnswer.of(at, e);
            case CheckInClosed e -> List.of(CheckIn.of(at, e));
            case CaseLogged e -> List.of(CaseEntry.of(at, e));
            case CheckpointReached e -> NOTHING;
            case EngagementWentQuiet e -> NOTHING;
            case HandOffCompleted e -> List.of(HandOff.of(at, e));
            case ClosingReviewSubmitted e -> List.of(ClosingReview.of(at, e));
        };
    }

    private static List<Fact<?>> ofImpact(Envelope<?> at, ImpactEvent event) {
        return switch (event) {
            case ImpactEvent.RemovalReported e -> List.of(RemovalReport.of(at, e.removal(), e.counts()));
            case GateEvaluated e -> NOTHING;
            case GateDecided e -> NOTHING;
            case ProviderBelowGate e -> NOTHING;
            case OnboardingStopped e -> NOTHING;
            case OnboardingResumed e -> NOTHING;
        };
    }
}
