package tandem.analytics.projection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.Envelope;
import tandem.events.EvidenceTier;
import tandem.events.SessionEvent.SessionCancelled;
import tandem.events.SessionEvent.SessionHeld;
import tandem.events.SessionEvent.SessionMissed;
import tandem.events.SessionEvent.SessionMoved;
import tandem.events.SessionEvent.SessionScheduled;
import tandem.events.SessionId;

/** A meeting of an engagement: when, and what became of it. Moving it changes the time and leaves it one session (C11). */
public record Session(
        String tenant,
        SessionId session,
        EngagementId engagement,
        long scheduleSequence,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        long stateSequence,
        @Nullable State state,
        @Nullable EvidenceTier evidence)
        implements Fact<Session> {
    /** What became of a session. */
    public enum State {
        SCHEDULED,
        HELD,
        MISSED,
        /** In time: does not count. */
        CANCELLED,
        /** Too late: counts as missed. */
        CANCELLED_LATE
    }

    static Session of(Envelope<?> at, SessionScheduled e) {
        return new Session(
                at.tenant(),
                e.session(),
                e.engagement(),
                at.sequence(),
                e.startsAt(),
                e.endsAt(),
                at.sequence(),
                State.SCHEDULED,
                null);
    }

    static Session of(Envelope<?> at, SessionMoved e) {
        return new Session(
                at.tenant(), e.session(), e.engagement(), at.sequence(), e.startsAt(), e.endsAt(), 0, null, null);
    }

    static Session of(Envelope<?> at, SessionCancelled e) {
        var state = e.late() ? State.CANCELLED_LATE : State.CANCELLED;
        return new Session(at.tenant(), e.session(), e.engagement(), 0, null, null, at.sequence(), state, null);
    }

    static Session of(Envelope<?> at, SessionHeld e) {
        return new Session(
                at.tenant(),
                e.session(),
                e.engagement(),
                at.sequence(),
                e.startsAt(),
                e.endsAt(),
                at.sequence(),
                State.HELD,
                e.evidence());
    }

    static Session of(Envelope<?> at, SessionMissed e) {
        return new Session(
                at.tenant(),
                e.session(),
                e.engagement(),
                at.sequence(),
                e.startsAt(),
                e.endsAt(),
                at.sequence(),
                State.MISSED,
                e.evidence());
    }

    @Override
    public Session join(Session other) {
        var time = scheduleSequence >= other.scheduleSequence ? this : other;
        var end = stateSequence >= other.stateSequence ? this : other;
        return new Session(
                tenant,
                session,
                engagement,
                time.scheduleSequence,
                time.startsAt,
                time.endsAt,
                end.stateSequence,
                end.state,
                end.evidence);
    }
}
