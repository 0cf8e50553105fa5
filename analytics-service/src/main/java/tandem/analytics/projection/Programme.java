package tandem.analytics.projection;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tandem.events.Envelope;
import tandem.events.EvidenceTier;
import tandem.events.IntakeEvent.PolicyPublished;
import tandem.events.IntakeEvent.ProgrammeOpened;
import tandem.events.ProgrammeId;

/** A programme's window and the terms of its latest policy that figures depend on. */
public record Programme(
        String tenant,
        ProgrammeId programme,
        long openedSequence,
        @Nullable String objective,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        boolean highTouch,
        int policyVersion,
        @Nullable Integer coachingCadenceDays,
        @Nullable Integer mentoringCadenceDays,
        @Nullable Integer bookingSlaDays,
        @Nullable Integer lateCancellationHours,
        @Nullable EvidenceTier minimumEvidence,
        @Nullable Integer suppressionK)
        implements Fact<Programme> {

    static Programme of(Envelope<?> at, ProgrammeOpened e) {
        return new Programme(
                at.tenant(),
                e.programme(),
                at.sequence(),
                e.objective(),
                e.startsOn(),
                e.endsOn(),
                e.highTouch(),
                0,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static Programme of(Envelope<?> at, PolicyPublished e) {
        var terms = e.terms();
        return new Programme(
                at.tenant(),
                e.programme(),
                0,
                null,
                null,
                null,
                false,
                e.policyVersion(),
                terms.coachingCadenceDays(),
                terms.mentoringCadenceDays(),
                terms.bookingSlaDays(),
                terms.lateCancellationHours(),
                terms.minimumEvidence(),
                terms.suppressionK());
    }

    @Override
    public Programme join(Programme other) {
        var opening = openedSequence >= other.openedSequence ? this : other;
        var policy = policyVersion >= other.policyVersion ? this : other;
        return new Programme(
                tenant,
                programme,
                opening.openedSequence,
                opening.objective,
                opening.startsOn,
                opening.endsOn,
                opening.highTouch,
                policy.policyVersion,
                policy.coachingCadenceDays,
                policy.mentoringCadenceDays,
                policy.bookingSlaDays,
                policy.lateCancellationHours,
                policy.minimumEvidence,
                policy.suppressionK);
    }
}
