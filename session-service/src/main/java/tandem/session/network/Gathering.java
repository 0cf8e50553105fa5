package tandem.session.network;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.events.GatheringKind;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.SessionEvent.SeatTaken;
import tandem.session.rule.Seating;

/**
 * An office hour or a cohort, with its seats.
 *
 * @param host null: the programme's own
 * @param cadenceDays how often a cohort meets; null for an office hour
 */
record Gathering(
        UUID id,
        ProgrammeId programme,
        GatheringKind kind,
        @Nullable PersonId host,
        Instant startsAt,
        int minutes,
        @Nullable Integer cadenceDays,
        int seats,
        int taken,
        boolean closed) {

    Seating.Offer offer() {
        return new Seating.Offer(kind, startsAt, seats, taken, closed);
    }

    SeatTaken takenBy(PersonId person, Instant now) {
        return new SeatTaken(person, programme, id, kind, startsAt, now);
    }
}
