package tandem.matching.fairness;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tandem.events.GroupDimension;

/**
 * How evenly a plan serves the groups of one dimension. It names no group and counts nobody.
 *
 * @param ratio lowest selection rate ÷ highest, 0 to 1 in steps of {@value SelectionRates#STEP_PERCENT} hundredths, rounded down; null when
 *     there are too few people to be looked at, which is also what is said when nobody declared anything
 */
public record SelectionRatio(
        GroupDimension dimension, @Nullable BigDecimal ratio) {

    /** Whether the four-fifths rule is broken, see {@link SelectionRates#RATIO_MIN}. */
    public boolean breaksBound() {
        return ratio != null && ratio.compareTo(SelectionRates.RATIO_MIN) < 0;
    }
}
