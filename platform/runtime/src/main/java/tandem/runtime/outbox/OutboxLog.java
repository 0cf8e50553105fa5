package tandem.runtime.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The outbox as the one relay sees it, on one connection: the lock, the reads and the cursor share it, so that whoever lost the
 * connection has lost the lock with it.
 */
final class OutboxLog implements AutoCloseable {

    /** Any number will do; an advisory lock is the database's own. */
    private static final long LOCK = 0x74616E64656DL;

    /**
     * Behind the cursor, and of transactions older than all that still run: nothing can appear any more before what this has seen.
     */
    private static final String READ = """
            select %s
            from tandem.outbox
            where (xid, position) > (?, ?) and xid < pg_snapshot_xmin(pg_current_snapshot())
            order by xid, position
            limit ?""".formatted(OutboxRow.COLUMNS);

    private static final String MOVE = """
            update tandem.outbox_cursor set xid = ?, position = ?, moved_at = clock_timestamp()
            where xid = ? and position = ?""";

    private static final String UNSENT_DAY = """
            select min(o.day) from tandem.outbox o, tandem.outbox_cursor c where (o.xid, o.position) > (c.xid, c.position)""";

    private static final String ROLL = """
            call tandem.roll_outbox(
                least((clock_timestamp() at time zone 'utc')::date - cast(? as integer), cast(? as date)), ?)""";

    private static final int DAYS_AHEAD = 3;
    private static final int ANSWER_WITHIN_MILLIS = 20_000;

    private final Connection connection;
    private final int patience;
    private final PreparedStatement read;
    private final PreparedStatement move;

    OutboxLog(DataSource feed) throws SQLException {
        connection = feed.getConnection();
        try {
            connection.setAutoCommit(true);
            patience = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, ANSWER_WITHIN_MILLIS);
            settle();
            read = connection.prepareStatement(READ);
            move = connection.prepareStatement(MOVE);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * The planner, asked right after the table was emptied or filled, takes plans that sort it all: it is told the one good plan. A
     * cursor that is lost in a crash only means that something is sent again.
     */
    private void settle() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    set enable_seqscan = off; set enable_bitmapscan = off; set enable_sort = off;
                    set plan_cache_mode = force_generic_plan; set jit = off; set synchronous_commit = off""");
        }
    }

    /** Whether this is now the one relay of the service. It stays so until the connection ends. */
    boolean tryLead() throws SQLException {
        try (var statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            statement.setLong(1, LOCK);
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    OutboxPosition cursor() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select xid, position from tandem.outbox_cursor")) {
            if (!row.next()) {
                throw new IllegalStateException("The outbox has no cursor");
            }
            return new OutboxPosition(row.getLong(1), row.getLong(2));
        }
    }

    List<OutboxRow> read(OutboxPosition after, int limit) throws SQLException {
        read.setObject(1, Long.toUnsignedString(after.xid()), Types.OTHER);
        read.setLong(2, after.position());
        read.setInt(3, limit);
        try (var rows = read.executeQuery()) {
            var events = new ArrayList<OutboxRow>();
            while (rows.next()) {
                events.add(new OutboxRow(rows));
            }
            return events;
        }
    }

    /** False when somebody else has moved the cursor: a redrive, or another relay. */
    boolean move(OutboxPosition from, OutboxPosition to) throws SQLException {
        move.setObject(1, Long.toUnsignedString(to.xid()), Types.OTHER);
        move.setLong(2, to.position());
        move.setObject(3, Long.toUnsignedString(from.xid()), Types.OTHER);
        move.setLong(4, from.position());
        return move.executeUpdate() == 1;
    }

    /** Makes the partitions of the next days; drops those beyond retention, but none that holds something unsent. */
    void roll(int keepDays) throws SQLException {
        try (var call = connection.prepareStatement(ROLL)) {
            call.setInt(1, keepDays);
            call.setObject(2, oldestUnsentDay().orElse(null), Types.DATE);
            call.setInt(3, DAYS_AHEAD);
            call.execute();
        }
    }

    private Optional<LocalDate> oldestUnsentDay() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(UNSENT_DAY)) {
            return row.next() ? Optional.ofNullable(row.getObject(1, LocalDate.class)) : Optional.empty();
        }
    }

    /** The pool must not hand on a connection that holds the lock or our settings. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!connection.isClosed()) {
                try (var statement = connection.createStatement()) {
                    statement.execute("select pg_advisory_unlock_all(); reset all");
                }
                connection.setNetworkTimeout(Runnable::run, patience);
            }
        }
    }
}
