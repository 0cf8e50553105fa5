package tandem.analytics.projection;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import tandem.events.Envelope;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.IntakeEvent.ErasureRequested;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.events.RemovalId;

/**
 * That a person asked for something to be removed: one purpose, or everything.
 *
 * @param askedAt in machine time; null in rows from before it was kept, until a rebuild
 */
public record Removal(
        String tenant,
        RemovalId removal,
        PersonId person,
        @Nullable Purpose purpose,
        Instant requestedAt,
        @Nullable Instant askedAt)
        implements Fact<Removal> {

    private static final Comparator<Removal> EARLIEST = Comparator.comparing(Removal::requestedAt)
            .thenComparing(Removal::askedAt, Comparator.nullsLast(Comparator.naturalOrder()));

    static Removal of(Envelope<?> at, ConsentWithdrawn e) {
        return new Removal(at.tenant(), e.removal(), e.person(), e.purpose(), at.time(), at.writtenAt());
    }

    static Removal of(Envelope<?> at, ErasureRequested e) {
        return new Removal(at.tenant(), e.removal(), e.person(), null, at.time(), at.writtenAt());
    }

    @Override
    public Removal join(Removal other) {
        return EARLIEST.compare(this, other) <= 0 ? this : other;
    }
}
