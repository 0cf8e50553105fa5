package tandem.analytics.projection;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.Envelope;
import tandem.events.SessionEvent.SponsorActionCommitted;
import tandem.events.SessionEvent.SponsorActionConfirmed;
import tandem.events.SessionEvent.SponsorActionTaken;
import tandem.events.SponsorActionId;
import tandem.events.SponsorActionKind;

/** What a mentor committed to, logged as taken, and a third party confirmed. */
public record SponsorAction(
        String tenant,
        SponsorActionId action,
        EngagementId engagement,
        SponsorActionKind kind,
        @Nullable LocalDate dueOn,
        @Nullable LocalDate takenOn,
        @Nullable LocalDate confirmedOn)
        implements Fact<SponsorAction> {

    static SponsorAction of(Envelope<?> at, SponsorActionCommitted e) {
        return new SponsorAction(at.tenant(), e.action(), e.engagement(), e.kind(), e.dueOn(), null, null);
    }

    static SponsorAction of(Envelope<?> at, SponsorActionTaken e) {
        return new SponsorAction(at.tenant(), e.action(), e.engagement(), e.kind(), null, e.takenOn(), null);
    }

    static SponsorAction of(Envelope<?> at, SponsorActionConfirmed e) {
        return new SponsorAction(at.tenant(), e.action(), e.engagement(), e.kind(), null, null, e.confirmedOn());
    }

    @Override
    public SponsorAction join(SponsorAction other) {
        return new SponsorAction(
                tenant,
                action,
                engagement,
                Join.later(kind, other.kind),
                Join.either(dueOn, other.dueOn),
                Join.either(takenOn, other.takenOn),
                Join.either(confirmedOn, other.confirmedOn));
    }
}
