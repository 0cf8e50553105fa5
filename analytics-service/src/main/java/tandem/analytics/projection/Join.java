package tandem.analytics.projection;

import org.jspecify.annotations.Nullable;

/** The small joins rows are made of. */
final class Join {
    private Join() {}

    /** What one side knows; where both do, the greater, so that the order of the sides does not matter. */
    static <T extends Comparable<? super T>> @Nullable T either(@Nullable T one, @Nullable T other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) >= 0 ? one : other;
    }

    static <T extends Comparable<? super T>> @Nullable T earlier(@Nullable T one, @Nullable T other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }

    static <T extends Comparable<? super T>> T later(T one, T other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
