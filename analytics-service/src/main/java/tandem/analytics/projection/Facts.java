package tandem.analytics.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tandem.analytics.copy.Copy;
import tandem.analytics.copy.CopyWriter;

/**
 * The fact tables, written once per batch: contributions gather in memory, those of one key joined; then each table that is
 * touched costs one read of the rows concerned, one statement that ends their validity, and one COPY.
 */
public final class Facts {
    private final Map<FactTable<?>, Pending<?>> pending = new LinkedHashMap<>();
    private final SessionWeeks weeks = new SessionWeeks();

    /** Takes rows to be written with the next {@link #write}. Each event must come here once: rows of single events are copied blindly. */
    public void add(List<Fact<?>> contributions, Instant known) {
        for (var row : contributions) {
            addRow(row, known);
        }
    }

    private <F extends Fact<F>> void addRow(Fact<F> row, Instant known) {
        var table = FactTable.of(row);
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
        }) // the map pairs each table with rows of its kind
        var rows = (Pending<F>) pending.computeIfAbsent(table, missing -> new Pending<>(table));
        @SuppressWarnings("unchecked") // a fact joins its own kind only
        var own = (F) row;
        rows.add(own, known);
    }

    /** Writes what has gathered and forgets it. */
    public void write(Connection connection, Instant known) throws SQLException {
        for (var rows : pending.values()) {
            rows.write(connection, known, weeks);
        }
        weeks.write(connection);
    }

    public void clear() {
        pending.values().forEach(Pending::clear);
        weeks.clear();
    }

    /** The rows of one table that wait to be written. */
    private static final class Pending<F extends Fact<F>> {
        private final FactTable<F> table;
        private final Map<List<Object>, F> joined = new HashMap<>();
        private final CopyWriter single = new CopyWriter();

        Pending(FactTable<F> table) {
            this.table = table;
        }

        void add(F row, Instant known) {
            if (table.isVersioned()) {
                joined.merge(table.keyOf(row), row, Fact::join);
            } else {
                table.write(row, known, single);
            }
        }

        void clear() {
            joined.clear();
            single.reset();
        }

        void write(Connection connection, Instant known, SessionWeeks weeks) throws SQLException {
            if (single.rows() > 0) {
                single.finish(Copy.into(connection, table.name(), table.columnNames()));
                single.reset();
            }
            if (!joined.isEmpty()) {
                writeVersions(connection, known, weeks);
                joined.clear();
            }
        }

        private void writeVersions(Connection connection, Instant known, SessionWeeks weeks) throws SQLException {
            var held = load(connection);
            var changed = new ArrayList<List<Object>>();
            var replaced = new ArrayList<List<Object>>();
            var writer = new CopyWriter();
            joined.forEach((key, contribution) -> {
                var before = held.get(key);
                var after = before == null ? contribution : before.row.join(contribution);
                if (before != null && after.equals(before.row)) {
                    return;
                }
                // one instant, one version: what is learnt at the instant of the current version replaces it
                var sameInstant = before != null && !before.since.isBefore(known);
                if (before != null) {
                    (sameInstant ? replaced : changed).add(key);
                }
                table.write(after, before != null && sameInstant ? before.since : known, writer);
                weeks.changed(before == null ? null : before.row, after);
            });
            delete(connection, replaced);
            end(connection, changed, known);
            if (writer.rows() > 0) {
                writer.finish(Copy.into(connection, table.name(), table.columnNames()));
            }
        }

        private Map<List<Object>, Held<F>> load(Connection connection) throws SQLException {
            var query = "select " + table.selection("f") + ", f.known_from from " + table.name() + " f join " + keys()
                    + " where f.known_to = 'infinity'";
            var held = new HashMap<List<Object>, Held<F>>();
            try (var statement = connection.prepareStatement(query)) {
                bind(statement, 1, joined.keySet());
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        var row = table.read(rows);
                        var since = rows.getObject("known_from", OffsetDateTime.class);
                        held.put(table.keyOf(row), new Held<>(row, since.toInstant()));
                    }
                }
            }
            return held;
        }

        private void delete(Connection connection, List<List<Object>> keys) throws SQLException {
            if (keys.isEmpty()) {
                return;
            }
            var deletion = "delete from " + table.name() + " f using " + unnest() + " where " + match()
                    + " and f.known_to = 'infinity'";
            try (var statement = connection.prepareStatement(deletion)) {
                bind(statement, 1, keys);
                statement.executeUpdate();
            }
        }

        private void end(Connection connection, List<List<Object>> keys, Instant known) throws SQLException {
            if (keys.isEmpty()) {
                return;
            }
            var ending = "update " + table.name() + " f set known_to = ? from " + unnest() + " where " + match()
                    + " and f.known_to = 'infinity'";
            try (var statement = connection.prepareStatement(ending)) {
                statement.setObject(1, known.atOffset(java.time.ZoneOffset.UTC));
                bind(statement, 2, keys);
                statement.executeUpdate();
            }
        }

        private String unnest() {
            var arrays = table.key().stream()
                    .map(column -> "?::" + column.sqlType() + "[]")
                    .collect(Collectors.joining(", "));
            var names = table.key().stream().map(FactTable.Column::name).collect(Collectors.joining(", "));
            return "unnest(" + arrays + ") as k (" + names + ")";
        }

        private String keys() {
            return unnest() + " on " + match();
        }

        private String match() {
            return table.key().stream()
                    .map(column -> "f." + column.name() + " = k." + column.name())
                    .collect(Collectors.joining(" and "));
        }

        private void bind(PreparedStatement statement, int first, Collection<List<Object>> keys) throws SQLException {
            for (var i = 0; i < table.key().size(); i++) {
                var column = i;
                var values = keys.stream().map(key -> key.get(column)).toArray();
                statement.setArray(
                        first + i,
                        statement
                                .getConnection()
                                .createArrayOf(table.key().get(i).sqlType(), values));
            }
        }
    }

    /** A row in force and since when it is. */
    private record Held<F>(F row, Instant since) {}
}
