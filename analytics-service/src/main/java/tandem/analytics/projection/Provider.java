package tandem.analytics.projection;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tandem.events.Envelope;
import tandem.events.MatchingEvent.ProviderHeld;
import tandem.events.MatchingEvent.ProviderQualified;
import tandem.events.PersonId;
import tandem.events.ProviderType;

/**
 * A coach or mentor: what they may take on, and whether they are in the pool.
 *
 * @param panelMedian of the panel that scored the live demo, 1 to 5 (W3)
 */
public record Provider(
        String tenant,
        PersonId provider,
        long stateSequence,
        State state,
        long typeSequence,
        @Nullable ProviderType providerType,
        int capacity,
        @Nullable BigDecimal panelMedian,
        @Nullable LocalDate calibratedOn)
        implements Fact<Provider> {
    /** Whether a provider may be proposed. */
    public enum State {
        QUALIFIED,
        HELD
    }

    static Provider of(Envelope<?> at, ProviderQualified e) {
        return new Provider(
                at.tenant(),
                e.provider(),
                at.sequence(),
                State.QUALIFIED,
                at.sequence(),
                e.providerType(),
                e.capacity(),
                e.panelMedian(),
                e.calibratedOn());
    }

    static Provider of(Envelope<?> at, ProviderHeld e) {
        return new Provider(at.tenant(), e.provider(), at.sequence(), State.HELD, 0, null, 0, null, null);
    }

    @Override
    public Provider join(Provider other) {
        var latest = stateSequence >= other.stateSequence ? this : other;
        var typed = typeSequence >= other.typeSequence ? this : other;
        return new Provider(
                tenant,
                provider,
                latest.stateSequence,
                latest.state,
                typed.typeSequence,
                typed.providerType,
                typed.capacity,
                typed.panelMedian,
                typed.calibratedOn);
    }
}
