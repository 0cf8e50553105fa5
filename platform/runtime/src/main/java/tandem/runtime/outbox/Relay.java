package tandem.runtime.outbox;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import tandem.runtime.Pacing;
import tandem.runtime.failure.Backoff;

/**
 * Sends what the outbox holds, in its order, and moves the cursor over what Kafka has acknowledged. One of all replicas leads; it
 * reads ahead while earlier records are on their way. When anything fails, nothing has moved: it starts again from the cursor, so
 * records may be sent twice but none is left out.
 */
final class Relay implements Runnable, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
    private static final Duration STANDBY = Duration.ofSeconds(1);
    private static final Duration ROLL_EVERY = Duration.ofMinutes(30);
    private static final Duration CHECK_EVERY = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int FLIGHTS_MAX = 4;
    private static final int UNMOVED_ROWS_MAX = 20_000;
    private static final long MOVE_EVERY_NANOS = MILLISECONDS.toNanos(20);
    private static final long FIRST_NAP_NANOS = MILLISECONDS.toNanos(1);
    private static final long NAP_AFTER_ROWS_NANOS = MILLISECONDS.toNanos(8);
    private static final int BUSY_PER_SECOND = 800;
    private static final Duration GATHER = Duration.ofMillis(3);

    private final DataSource feed;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Letters letters;
    private final Settings settings;
    private final Semaphore signal = new Semaphore(0);
    private final AtomicBoolean committed = new AtomicBoolean();
    private final AtomicBoolean moved = new AtomicBoolean();
    private final LongAdder sent = new LongAdder();
    private volatile boolean closed;
    private volatile boolean leading;
    private volatile long waitingSince;
    private volatile @Nullable Thread thread;

    Relay(DataSource feed, Supplier<Producer<byte[], byte[]>> producers, Letters letters, Settings settings) {
        this.feed = feed;
        this.producers = producers;
        this.letters = letters;
        this.settings = settings;
    }

    /** How it works; see {@link RelayConfig}. */
    record Settings(int batch, Duration poll, int keepDays) {}

    /** There may be something to send. */
    void wake() {
        committed.set(true);
        signal.release();
    }

    /** Somebody has moved the cursor back. */
    void lookAgain() {
        moved.set(true);
        signal.release();
    }

    boolean isLeading() {
        return leading;
    }

    /** Rows sent and acknowledged since the start. */
    long sent() {
        return sent.sum();
    }

    /** How long something to be sent has been waiting for Kafka or for the database; zero when all goes well. */
    Duration stuckFor() {
        var since = waitingSince;
        return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    void start() {
        thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this);
    }

    @Override
    public void close() {
        closed = true;
        signal.release();
        var running = thread;
        if (running != null) {
            try {
                running.join(CLOSE_WITHIN.plusSeconds(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void run() {
        int failures = 0;
        while (!closed) {
            try (var log = new OutboxLog(feed)) {
                if (log.tryLead()) {
                    leading = true;
                    failures = 0;
                    lead(log);
                } else {
                    waitingSince = 0; // whoever leads sees to it
                    await(STANDBY);
                }
            } catch (SQLException | RuntimeException e) {
                failures++;
                waits();
                LOG.warnf("The relay starts again from its cursor: %s", e);
                LOG.debug("Because of", e);
                await(BACKOFF.after(failures));
            } finally {
                leading = false;
            }
        }
    }

    private void lead(OutboxLog log) throws SQLException {
        LOG.info("Leads: sends what the outbox holds");
        var producer = producers.get();
        var patience = Duration.ZERO; // what is on its way when something failed is of no more use
        try {
            new Watch(log, producer).keep();
            patience = CLOSE_WITHIN;
        } finally {
            producer.close(patience);
        }
    }

    private void waits() {
        if (waitingSince == 0) {
            waitingSince = System.nanoTime();
        }
    }

    private void await(Duration wait) {
        try {
            if (signal.tryAcquire(wait.toNanos(), NANOSECONDS)) {
                signal.drainPermits();
            }
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
        }
    }

    /** One term as leader: from taking the lock until something fails or the service stops. */
    private final class Watch {
        private final OutboxLog log;
        private final Producer<byte[], byte[]> producer;
        private final Deque<Flight> flights = new ArrayDeque<>();
        private OutboxPosition cursor;
        private OutboxPosition read;
        private OutboxPosition landed;
        private int unmovedRows;
        private long movedAt;
        private long rolledAt;
        private long checkedAt = System.nanoTime();
        private long nap = FIRST_NAP_NANOS;
        private final Pacing pacing = new Pacing(BUSY_PER_SECOND, GATHER, settings.batch() / 4);

        Watch(OutboxLog log, Producer<byte[], byte[]> producer) throws SQLException {
            this.log = log;
            this.producer = producer;
            cursor = log.cursor();
            read = cursor;
            landed = cursor;
            roll();
        }

        void keep() throws SQLException {
            while (!closed) {
                land();
                if (committed.getAndSet(false)) {
                    nap = FIRST_NAP_NANOS;
                }
                boolean room = flights.size() < FLIGHTS_MAX;
                int rows = room ? send() : 0;
                boolean more = rows == settings.batch();
                if (!more || unmovedRows >= UNMOVED_ROWS_MAX) {
                    move();
                }
                if (!more) {
                    rest(rows);
                }
            }
            landTheRest();
        }

        private int send() throws SQLException {
            var rows = log.read(read, settings.batch());
            if (rows.isEmpty()) {
                waitingSince = flights.isEmpty() ? 0 : waitingSince;
                return 0;
            }
            var records = letters.of(rows);
            read = rows.getLast().at;
            var flight = new Flight(read, rows.size(), records.size(), signal::release);
            flights.add(flight);
            waits();
            for (var record : records) {
                var _ = producer.send(record, flight); // the flight is told
            }
            return rows.size();
        }

        private void land() {
            while (!flights.isEmpty()) {
                var failure = flights.peek().failure();
                if (failure != null) {
                    throw new IllegalStateException("Kafka did not take a record: " + failure, failure);
                }
                if (!flights.peek().hasLanded()) {
                    return;
                }
                var flight = flights.remove();
                landed = flight.end();
                unmovedRows += flight.rows();
                sent.add(flight.rows());
                waitingSince = flights.isEmpty() ? 0 : System.nanoTime();
            }
        }

        /** Moving costs a round trip and a row version, so neighbours in time share one. */
        private void move() throws SQLException {
            var now = System.nanoTime();
            if (landed.equals(cursor) || now - movedAt < MOVE_EVERY_NANOS) {
                return;
            }
            if (!log.move(cursor, landed)) {
                throw new IllegalStateException("somebody else moved the cursor");
            }
            cursor = landed;
            unmovedRows = 0;
            movedAt = now;
        }

        /**
         * Waits for a commit or an acknowledgement, or a moment: what was committed may still be hidden behind an older transaction, so
         * it looks again soon, then less and less often.
         */
        private void rest(int rows) throws SQLException {
            if (rows > 0) {
                gather(rows);
                nap = NAP_AFTER_ROWS_NANOS; // what made it look was there, so nothing is likely to be hidden
            }
            upkeep();
            var wait = landed.equals(cursor) ? nap : Math.min(nap, MOVE_EVERY_NANOS);
            if (!committed.get()) {
                await(Duration.ofNanos(wait));
            }
            nap = Math.min(nap * 2, settings.poll().toNanos());
        }

        private void gather(int rows) {
            var wait = pacing.after(rows, System.nanoTime());
            if (wait.isPositive()) {
                LockSupport.parkNanos(wait.toNanos());
            }
        }

        private void upkeep() throws SQLException {
            var now = System.nanoTime();
            if (now - checkedAt > CHECK_EVERY.toNanos() || moved.getAndSet(false)) {
                // that it answers also says that this connection, and with it the lock, is still ours
                follow(log.cursor());
                checkedAt = now;
            }
            if (now - rolledAt > ROLL_EVERY.toNanos()) {
                roll();
            }
        }

        /** A redrive moves the cursor back; with nothing on its way the relay simply goes on from there. */
        private void follow(OutboxPosition stored) {
            if (!stored.equals(cursor)) {
                if (!flights.isEmpty() || !landed.equals(cursor)) {
                    throw new IllegalStateException("somebody else moved the cursor");
                }
                cursor = stored;
                landed = stored;
                read = stored;
                committed.set(true);
            }
        }

        private void roll() throws SQLException {
            rolledAt = System.nanoTime();
            try {
                log.roll(settings.keepDays());
            } catch (SQLException e) {
                if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                    throw e;
                }
                // a long transaction is in the way; there are partitions for days to come, and sending matters more
                LOG.warn("The days of the outbox were not rolled: a transaction holds it");
            }
        }

        private void landTheRest() throws SQLException {
            var deadline = System.nanoTime() + CLOSE_WITHIN.toNanos();
            while (!flights.isEmpty() && System.nanoTime() < deadline) {
                await(Duration.ofMillis(50));
                land();
            }
            movedAt = 0;
            move();
        }
    }
}
