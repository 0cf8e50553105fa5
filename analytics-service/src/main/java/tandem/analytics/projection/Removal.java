package tandem.analytics.projection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tandem.events.Envelope;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.IntakeEvent.ErasureRequested;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.events.RemovalId;

/** That a person asked for something to be removed: one purpose, or everything. */
public record Removal(
        String tenant,
        RemovalId removal,
        PersonId person,
        @Nullable Purpose purpose,
        Instant requestedAt) implements Fact<Removal> {

    static Removal of(Envelope<?> at, ConsentWithdrawn e) {
        return new Removal(at.tenant(), e.removal(), e.person(), e.purpose(), at.time());
    }

    static Removal of(Envelope<?> at, ErasureRequested e) {
        return new Removal(at.tenant(), e.removal(), e.person(), null, at.time());
    }

    @Override
    public Removal join(Removal other) {
        return requestedAt.compareTo(other.requestedAt) <= 0 ? this : other;
    }
}
