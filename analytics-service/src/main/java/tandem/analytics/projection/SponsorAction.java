package tandem.analytics.projection;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.Envelope;
import tandem.events.SessionEvent.SponsorActionCommitted;
import tandem.events.SessionEvent.SponsorActionConfirmed;
import tandem.events.SessionEvent.SponsorActionReported;
import tandem.events.SessionEvent.SponsorActionTaken;
import tandem.events.SponsorActionId;
import tandem.events.SponsorActionKind;
import tandem.events.SponsorOutcome;

/**
 * What a mentor committed to, logged as taken, a third party confirmed, and what came of it.
 *
 * @param reportedSequence of the report the outcome is of; 0 while nothing was reported
 */
public record SponsorAction(
        String tenant,
        SponsorActionId action,
        EngagementId engagement,
        SponsorActionKind kind,
        @Nullable LocalDate dueOn,
        @Nullable LocalDate takenOn,
        @Nullable LocalDate confirmedOn,
        long reportedSequence,
        @Nullable SponsorOutcome outcome,
        @Nullable LocalDate reportedOn)
        implements Fact<SponsorAction> {

    static SponsorAction of(Envelope<?> at, SponsorActionCommitted e) {
        return unreported(at, e.action(), e.engagement(), e.kind(), e.dueOn(), null, null);
    }

    static SponsorAction of(Envelope<?> at, SponsorActionTaken e) {
        return unreported(at, e.action(), e.engagement(), e.kind(), null, e.takenOn(), null);
    }

    static SponsorAction of(Envelope<?> at, SponsorActionConfirmed e) {
        return unreported(at, e.action(), e.engagement(), e.kind(), null, null, e.confirmedOn());
    }

    static SponsorAction of(Envelope<?> at, SponsorActionReported e) {
        return new SponsorAction(
                at.tenant(),
                e.action(),
                e.engagement(),
                e.kind(),
                null,
                null,
                null,
                at.sequence(),
                e.outcome(),
                e.reportedOn());
    }

    private static SponsorAction unreported(
            Envelope<?> at,
            SponsorActionId action,
            EngagementId engagement,
            SponsorActionKind kind,
            @Nullable LocalDate dueOn,
            @Nullable LocalDate takenOn,
            @Nullable LocalDate confirmedOn) {
        return new SponsorAction(at.tenant(), action, engagement, kind, dueOn, takenOn, confirmedOn, 0, null, null);
    }

    /** Told again, the later report holds. */
    @Override
    public SponsorAction join(SponsorAction other) {
        var reported = reportedSequence >= other.reportedSequence ? this : other;
        return new SponsorAction(
                tenant,
                action,
                engagement,
                Join.later(kind, other.kind),
                Join.either(dueOn, other.dueOn),
                Join.either(takenOn, other.takenOn),
                Join.either(confirmedOn, other.confirmedOn),
                reported.reportedSequence,
                reported.outcome,
                reported.reportedOn);
    }
}
