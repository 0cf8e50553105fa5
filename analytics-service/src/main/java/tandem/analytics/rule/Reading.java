package tandem.analytics.rule;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What was found for a criterion.
 *
 * @param value a share, a count, or 1 and 0 for yes and no; null unless found
 * @param numerator of a share
 * @param denominator of a share
 * @param people how many it is about
 */
public record Reading(
        State state,
        @Nullable BigDecimal value,
        @Nullable Long numerator,
        @Nullable Long denominator,
        @Nullable Integer people) {

    /** There is nothing to read yet. */
    public static final Reading NOTHING = new Reading(State.NOTHING, null, null, null, null);
    /** It is about too few people to be told, so that a gate cannot stand on it. */
    public static final Reading HIDDEN = new Reading(State.HIDDEN, null, null, null, null);

    /** Whether there is something to judge. */
    public enum State {
        FOUND,
        NOTHING,
        HIDDEN
    }

    /** A yes, a no, or an amount. */
    public static Reading of(BigDecimal value) {
        return new Reading(State.FOUND, value, null, null, null);
    }

    public static Reading of(boolean holds) {
        return of(holds ? BigDecimal.ONE : BigDecimal.ZERO);
    }
}
