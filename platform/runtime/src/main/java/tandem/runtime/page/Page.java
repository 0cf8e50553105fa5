package tandem.runtime.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some items in a fixed order, and where to go on.
 *
 * @param next the cursor of the following page, null on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** Bounds of the query parameter {@code limit}. */
    public static final int LIMIT_MAX = 200;

    public static final int LIMIT_MIN = 1;
    public static final String LIMIT_DEFAULT = "50";

    public Page {
        items = List.copyOf(items);
    }

    /** The same page of what each item is turned into. */
    public <R> Page<R> map(Function<T, R> into) {
        return new Page<>(items.stream().map(into).toList(), next);
    }

    /** The page out of {@code limit + 1} rows: the row too many only tells that there is a next page. */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> position) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        var items = rows.subList(0, limit);
        return new Page<>(items, position.apply(items.getLast()).text());
    }
}
