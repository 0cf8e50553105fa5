package tandem.session.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tandem.events.GatheringKind;

/** Whether a seat of an office hour or a cohort can still be taken (R59, R60). */
public final class Seating {

    private Seating() {}

    /** What speaks against a seat. */
    public enum Against {
        FULL,
        /** It will not take place, or no longer. */
        CLOSED,
        /** An office hour that has begun; a cohort is joined at any time. */
        BEGUN
    }

    /** What is offered. */
    public record Offer(GatheringKind kind, Instant startsAt, int seats, int taken, boolean closed) {}

    /** What speaks against taking a seat at {@code now}; nothing when there is one. */
    public static List<Against> against(Offer offer, Instant now) {
        List<Against> against = new ArrayList<>();
        if (offer.taken() >= offer.seats()) {
            against.add(Against.FULL);
        }
        if (offer.closed()) {
            against.add(Against.CLOSED);
        }
        if (offer.kind() == GatheringKind.OFFICE_HOUR && !offer.startsAt().isAfter(now)) {
            against.add(Against.BEGUN);
        }
        return against;
    }
}
