package tandem.analytics.rule;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a criterion came to.
 *
 * @param threshold what the reading was held against; null for a yes or no
 */
public record Finding(
        Criterion criterion,
        Outcome outcome,
        Reading reading,
        @Nullable BigDecimal threshold) {

    /** How a reading stands to its criterion. */
    public enum Outcome {
        MET,
        /** Not met, and more than nothing. */
        PARTLY,
        MISSED,
        /** Nothing was told, signed or decided. */
        NO_EVIDENCE,
        /** About too few people to be told. */
        HIDDEN,
        /** The pilot has no number to hold it against. */
        THRESHOLD_MISSING,
        /** Shown beside the others, not judged. */
        SHOWN
    }

    boolean isOpen() {
        return outcome != Outcome.MET && outcome != Outcome.SHOWN;
    }

    boolean isProgress() {
        return outcome == Outcome.MET || outcome == Outcome.PARTLY;
    }
}
