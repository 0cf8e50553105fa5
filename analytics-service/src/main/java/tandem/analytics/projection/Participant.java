package tandem.analytics.projection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tandem.events.DecisionId;
import tandem.events.Envelope;
import tandem.events.IntakeEvent.IntakeSubmitted;
import tandem.events.IntakeEvent.ParticipantEnrolled;
import tandem.events.IntakeEvent.ServiceDecided;
import tandem.events.Pathway;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;

/** A leader in a programme: enrolled, intake handed in, service decided. */
public record Participant(
        String tenant,
        ProgrammeId programme,
        PersonId person,
        @Nullable Instant enrolledAt,
        @Nullable Instant intakeAt,
        long decidedSequence,
        @Nullable DecisionId decision,
        @Nullable Pathway pathway,
        int policyVersion)
        implements Fact<Participant> {

    static Participant of(Envelope<?> at, ParticipantEnrolled e) {
        return new Participant(at.tenant(), e.programme(), e.person(), at.time(), null, 0, null, null, 0);
    }

    static Participant of(Envelope<?> at, IntakeSubmitted e) {
        return new Participant(at.tenant(), e.programme(), e.person(), null, at.time(), 0, null, null, 0);
    }

    static Participant of(Envelope<?> at, ServiceDecided e) {
        return new Participant(
                at.tenant(),
                e.programme(),
                e.person(),
                null,
                null,
                at.sequence(),
                e.decision(),
                e.pathway(),
                e.policyVersion());
    }

    @Override
    public Participant join(Participant other) {
        var decided = decidedSequence >= other.decidedSequence ? this : other;
        return new Participant(
                tenant,
                programme,
                person,
                Join.earlier(enrolledAt, other.enrolledAt),
                Join.earlier(intakeAt, other.intakeAt),
                decided.decidedSequence,
                decided.decision,
                decided.pathway,
                decided.policyVersion);
    }
}
