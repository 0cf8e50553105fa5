package tandem.verify.bench;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import tandem.runtime.Ids;

/**
 * The floor under everything that ends in the ledger: rows that are already bytes, sent by binary COPY into a table with the
 * ledger's columns and indexes, a commit per batch. Nothing is decoded, checked or counted.
 */
final class RawCopy implements AutoCloseable {

    private static final String TABLE = "bench_ledger";
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final long MICROS_2000_TO_2030 = 947_066_400_000_000L;
    private static final String PAYLOAD =
            "{\"programme\":\"01900000-0000-7000-8000-000000000001\",\"kpi\":\"DECISION_LATENCY_DAYS\",\"value\":0.8125,\"observedOn\":\"2030-01-07\"}";

    /** Opens one more connection to the database with the ledger. */
    @FunctionalInterface
    interface Connector {
        Connection connect() throws SQLException;
    }

    private final Connector connector;
    private final int subjects;

    /** @param subjects of the rows, as many as what is measured against this has: an index is cheaper to extend in one place */
    RawCopy(Connector connector, int subjects) throws SQLException {
        this.connector = connector;
        this.subjects = subjects;
        execute("drop table if exists " + TABLE);
        execute("create table " + TABLE + " (like ledger including all)");
    }

    Reading run(int connections, int rows, int batch) throws Exception {
        execute("truncate " + TABLE);
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
                try (var out =
                        new PGCopyOutputStream(postgres, "copy " + TABLE + " from stdin (format binary)", 1 << 16)) {
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
                row(out, row);
            }
            out.writeShort(-1);
            batches.add(bytes.toByteArray());
        }
        return batches;
    }

    /** The ledger's columns in their order; a column more or less fails the COPY. */
    private void row(DataOutputStream out, int number) throws IOException {
        out.writeShort(13);
        text(out, "acme");
        uuid(out, Ids.next());
        text(out, "tandem.intake");
        text(out, "tandem.intake.kpi-observed.v1");
        text(out, "intake-service");
        text(out, new UUID(0x0190000000007000L, 0x8000000000000000L + number % subjects).toString());
        time(out);
        bigint(out, number / subjects + 1);
        text(out, "/delivery/acme " + UUID.randomUUID());
        out.writeInt(-1);
        time(out);
        out.writeInt(1);
        out.writeByte(0);
        text(out, PAYLOAD);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void uuid(DataOutputStream out, UUID id) throws IOException {
        out.writeInt(16);
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static void time(DataOutputStream out) throws IOException {
        bigint(out, MICROS_2000_TO_2030);
    }

    private static void bigint(DataOutputStream out, long value) throws IOException {
        out.writeInt(8);
        out.writeLong(value);
    }

    private long count() throws SQLException {
        try (var connection = connector.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + TABLE)) {
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
        execute("drop table " + TABLE);
    }
}
