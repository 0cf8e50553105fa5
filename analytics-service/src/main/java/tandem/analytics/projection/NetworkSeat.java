package tandem.analytics.projection;

import java.time.Instant;
import java.util.UUID;
import tandem.events.Envelope;
import tandem.events.GatheringKind;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.SessionEvent.SeatTaken;

/** A seat somebody took in an office hour or a cohort; of two, the one taken first. */
public record NetworkSeat(
        String tenant,
        UUID gathering,
        PersonId person,
        ProgrammeId programme,
        GatheringKind kind,
        Instant takenAt,
        Instant startsAt)
        implements Fact<NetworkSeat> {

    static NetworkSeat of(Envelope<?> at, SeatTaken e) {
        return new NetworkSeat(
                at.tenant(), e.gathering(), e.person(), e.programme(), e.kind(), e.takenAt(), e.startsAt());
    }

    @Override
    public NetworkSeat join(NetworkSeat other) {
        return other.takenAt.isBefore(takenAt) ? other : this;
    }
}
