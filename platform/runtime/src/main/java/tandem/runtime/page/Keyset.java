package tandem.runtime.page;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/**
 * Pages in the order of ids that rise with time, or of a time and then ids: the statement compares with {@code :after}, and where it is
 * by time with {@code :afterTime} first, and reads {@code :rows}.
 */
public final class Keyset {

    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID LAST = new UUID(-1, -1);

    private Keyset() {}

    /** Of a statement that asks for {@code id > :after}, ascending. */
    public static <T> Page<T> oldestFirst(
            Query query, Optional<Cursor> after, int limit, RowMapper<T> mapper, Function<T, Object> id) {
        return page(query, after.map(cursor -> cursor.uuid(0)).orElse(FIRST), limit, mapper, id);
    }

    /** Of a statement that asks for {@code id < :after}, descending. */
    public static <T> Page<T> newestFirst(
            Query query, Optional<Cursor> after, int limit, RowMapper<T> mapper, Function<T, Object> id) {
        return page(query, after.map(cursor -> cursor.uuid(0)).orElse(LAST), limit, mapper, id);
    }

    /** Of a statement that asks for {@code (time, id) > (:afterTime, :after)}, ascending in both. */
    public static <T> Page<T> soonestFirst(
            Query query,
            Optional<Cursor> after,
            int limit,
            RowMapper<T> mapper,
            Function<T, Instant> time,
            Function<T, Object> id) {
        var rows = query.bind(
                        "afterTime", after.map(cursor -> cursor.instant(0)).orElse(Instant.EPOCH))
                .bind("after", after.map(cursor -> cursor.uuid(1)).orElse(FIRST))
                .bind("rows", limit + 1)
                .map(mapper)
                .list();
        return Page.of(rows, limit, row -> Cursor.of(time.apply(row), id.apply(row)));
    }

    private static <T> Page<T> page(Query query, UUID after, int limit, RowMapper<T> mapper, Function<T, Object> id) {
        var rows =
                query.bind("after", after).bind("rows", limit + 1).map(mapper).list();
        return Page.of(rows, limit, row -> Cursor.of(id.apply(row)));
    }
}
