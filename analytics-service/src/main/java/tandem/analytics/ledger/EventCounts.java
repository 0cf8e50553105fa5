package tandem.analytics.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How many events of each kind were told per day, added up in memory and written once per batch. */
final class EventCounts {
    private static final long SECONDS_A_DAY = 86_400;
    private static final String ADD = """
            insert into event_counts as c (tenant, topic, type, day, shard, events, known_at)
            select n.tenant, n.topic, n.type, n.day, ?, n.events, ?
            from unnest(?::text[], ?::text[], ?::text[], ?::date[], ?::bigint[]) as n (tenant, topic, type, day, events)
            on conflict (tenant, topic, type, day, shard) do update
                set events = c.events + excluded.events, known_at = greatest(c.known_at, excluded.known_at)""";

    private final Map<Kind, long[]> counts = new HashMap<>();

    private record Kind(String tenant, String topic, String type, long day) {}

    void add(String tenant, String topic, String type, Instant time) {
        var day = Math.floorDiv(time.getEpochSecond(), SECONDS_A_DAY);
        counts.computeIfAbsent(new Kind(tenant, topic, type, day), missing -> new long[1])[0]++;
    }

    void clear() {
        counts.clear();
    }

    void write(Connection connection, int shard, Instant known) throws SQLException {
        if (counts.isEmpty()) {
            return;
        }
        var kinds = new ArrayList<>(counts.entrySet());
        try (var statement = connection.prepareStatement(ADD)) {
            statement.setInt(1, shard);
            statement.setObject(2, known.atOffset(ZoneOffset.UTC));
            statement.setArray(3, connection.createArrayOf("text", column(kinds, kind -> kind.getKey().tenant)));
            statement.setArray(4, connection.createArrayOf("text", column(kinds, kind -> kind.getKey().topic)));
            statement.setArray(5, connection.createArrayOf("text", column(kinds, kind -> kind.getKey().type)));
            statement.setArray(
                    6,
                    connection.createArrayOf("date", column(kinds, kind -> LocalDate.ofEpochDay(kind.getKey().day))));
            statement.setArray(7, connection.createArrayOf("int8", column(kinds, kind -> kind.getValue()[0])));
            statement.executeUpdate();
        }
        counts.clear();
    }

    private static Object[] column(
            List<Map.Entry<Kind, long[]>> kinds, Function<Map.Entry<Kind, long[]>, Object> value) {
        return kinds.stream().map(value).toArray();
    }
}
