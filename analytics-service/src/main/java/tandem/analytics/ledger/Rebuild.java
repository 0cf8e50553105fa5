package tandem.analytics.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Jdbi;
import tandem.analytics.projection.Contributions;
import tandem.analytics.projection.FactTable;
import tandem.analytics.projection.Facts;
import tandem.events.Envelope;
import tandem.events.EventTypes;
import tandem.events.TandemEvent;
import tandem.runtime.event.EventCodec;

/**
 * Empties facts and rollups and folds the ledger again, in the order in which things became known: every row gets back the periods
 * it was known for. One transaction, alone: readers see the old facts or the new ones, and the workers wait. Covariates are state
 * and stay.
 */
public final class Rebuild {
    private static final String IN_ORDER_OF_KNOWLEDGE = """
            select tenant, id, topic, type, source, subject, time, sequence, causation, traceparent, known_at, redacted, payload
            from ledger order by known_at, tenant, id""";
    private static final int FETCH = 5_000;

    private final Jdbi feed;

    public Rebuild(Jdbi feed) {
        this.feed = feed;
    }

    /** How many events were folded; {@code progress} hears it now and then while they are. */
    public long run(LongConsumer progress) {
        try {
            return feed.inTransaction(handle -> rebuild(handle.getConnection(), progress));
        } catch (SQLException e) {
            throw new IllegalStateException("the projections were not rebuilt; they are as they were", e);
        }
    }

    private static long rebuild(Connection connection, LongConsumer progress) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(hashtext('tandem.ledger'))");
            for (var table : FactTable.ALL) {
                statement.execute("delete from " + table.name());
            }
            statement.execute("delete from session_weeks");
            statement.execute("delete from event_counts");
        }
        var fold = new Fold(connection);
        try (var statement = connection.prepareStatement(IN_ORDER_OF_KNOWLEDGE)) {
            statement.setFetchSize(FETCH);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    fold.take(rows);
                    if (fold.taken % FETCH == 0) {
                        progress.accept(fold.taken);
                    }
                }
            }
        }
        fold.write();
        return fold.taken;
    }

    /** Gathers events of one instant, so that each row gets one version per instant, as when they came in. */
    private static final class Fold {
        private final Connection connection;
        private final Facts facts = new Facts();
        private final EventCounts counts = new EventCounts();
        private Instant known = Instant.MIN;
        private int gathered;
        private long taken;

        Fold(Connection connection) {
            this.connection = connection;
        }

        void take(ResultSet row) throws SQLException {
            var knownAt = instant(row, "known_at");
            if (gathered == FETCH || !knownAt.equals(known)) {
                write();
                known = knownAt;
            }
            var type = row.getString("type");
            counts.add(row.getString("tenant"), row.getString("topic"), type, instant(row, "time"));
            if (!row.getBoolean("redacted") && EventTypes.recordOf(type).isPresent()) {
                facts.add(Contributions.of(event(row)), known);
            }
            gathered++;
            taken++;
        }

        void write() throws SQLException {
            if (gathered > 0) {
                facts.write(connection, known);
                counts.write(connection, 0, known);
                gathered = 0;
            }
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Envelope<TandemEvent> event(ResultSet row) throws SQLException {
        return EventCodec.read(
                new Envelope<>(
                        row.getObject("id", UUID.class),
                        row.getString("source"),
                        row.getString("type"),
                        row.getString("tenant"),
                        row.getString("subject"),
                        instant(row, "time"),
                        row.getLong("sequence"),
                        row.getString("causation"),
                        row.getString("traceparent"),
                        row.getBytes("payload")),
                TandemEvent.class);
    }
}
