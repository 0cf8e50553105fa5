package tandem.verify.bench;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * The floor under everything that ends in a table: rows that are already bytes, sent by binary COPY into a table with the columns
 * and indexes of what is measured, a commit per batch. Nothing is decoded, checked or counted.
 */
final class RawCopy implements AutoCloseable {

    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    /** Where PostgreSQL begins to count days. */
    private static final LocalDate DAY_ZERO = LocalDate.of(2000, 1, 1);

    /** Opens one more connection to the database with the table. */
    @FunctionalInterface
    interface Connector {
        Connection connect() throws SQLException;
    }

    /** A table, and how the n-th row of it is encoded: a column more or less fails the COPY. */
    interface Shape {
        String table();

        /** What comes after {@code create table NAME}. */
        String definition();

        void row(DataOutputStream out, int number) throws IOException;
    }

    private final Connector connector;
    private final Shape shape;

    RawCopy(Connector connector, Shape shape) throws SQLException {
        this.connector = connector;
        this.shape = shape;
        execute("drop table if exists " + shape.table());
        execute("create table " + shape.table() + " " + shape.definition());
    }

    Reading run(int connections, int rows, int batch) throws Exception {
        execute("truncate " + shape.table());
        var batches = prepared(rows, batch);
        long begun;
        try (var threads = Executors.newFixedThreadPool(connections)) {
            begun = System.nanoTime();
            var running = new ArrayList<Future<?>>();
            for (int worker = 0; worker < connections; worker++) {
                int first = worker;
                running.add(threads.submit(() -> copy(batches, first, connections)));
            }
            for (var one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("COPY failed: " + e.getCause(), e);
        }
        long nanos = System.nanoTime() - begun;
        long copied = count();
        return new Reading(Reading.perSecond(copied, nanos), rows - copied, 0);
    }

    private @Nullable Void copy(List<byte[]> batches, int first, int step) throws SQLException, IOException {
        try (var connection = connector.connect()) {
            connection.setAutoCommit(false);
            var postgres = connection.unwrap(PGConnection.class);
            for (int index = first; index < batches.size(); index += step) {
                try (var out = new PGCopyOutputStream(
                        postgres, "copy " + shape.table() + " from stdin (format binary)", 1 << 16)) {
                    out.write(batches.get(index));
                }
                connection.commit();
            }
        }
        return null;
    }

    private List<byte[]> prepared(int rows, int batch) throws IOException {
        var batches = new ArrayList<byte[]>();
        for (int from = 0; from < rows; from += batch) {
            var bytes = new ByteArrayOutputStream(batch * 420);
            var out = new DataOutputStream(bytes);
            out.write(HEADER);
            for (int row = from; row < Math.min(rows, from + batch); row++) {
                shape.row(out, row);
            }
            out.writeShort(-1);
            batches.add(bytes.toByteArray());
        }
        return batches;
    }

    static void text(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static void uuid(DataOutputStream out, UUID id) throws IOException {
        out.writeInt(16);
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    static void integer(DataOutputStream out, int value) throws IOException {
        out.writeInt(4);
        out.writeInt(value);
    }

    static void date(DataOutputStream out, LocalDate day) throws IOException {
        integer(out, (int) ChronoUnit.DAYS.between(DAY_ZERO, day));
    }

    static void bigint(DataOutputStream out, long value) throws IOException {
        out.writeInt(8);
        out.writeLong(value);
    }

    private long count() throws SQLException {
        try (var connection = connector.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + shape.table())) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = connector.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        execute("drop table " + shape.table());
    }
}
