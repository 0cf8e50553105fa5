package tandem.verify.bench;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * P7: how long after a POST was due its row can be read in the store, in an open loop: events are sent when they are due, not when
 * the former was answered, so a stall is felt by all that came into it. Most of the traffic is background; some senders each own a
 * programme and look for their row until they see it.
 */
final class Latency {

    static final int PROBES = 8;

    private static final int RATE = 2_000;
    private static final int PROBE_RATE = 200;
    /** Enough that a stall of fifty milliseconds keeps nobody from sending when it is due. */
    private static final int BACKGROUND_CONNECTIONS = 96;

    private static final long BACKGROUND_PERIOD_NANOS =
            Duration.ofSeconds(1).toNanos() * BACKGROUND_CONNECTIONS / (RATE - PROBE_RATE);
    private static final Duration LENGTH = Duration.ofSeconds(8);
    private static final long LOOK_AGAIN_NANOS = 2_000_000;
    private static final Duration LOST_AFTER = Duration.ofSeconds(10);

    private static final Measure P50 = new Measure(
            "P7-p50",
            "POST due until its row is readable in the impact store at 2,000 a second, median, ms",
            "a bare chain (insert and commit, produce, poll, insert and commit) at the same rate",
            Measure.Better.LOWER,
            5,
            2);
    private static final Measure P99 = new Measure(
            "P7-p99",
            "POST due until its row is readable in the impact store at 2,000 a second, 99th percentile, ms",
            "a bare chain (insert and commit, produce, poll, insert and commit) at the same rate",
            Measure.Better.LOWER,
            3,
            1.5);

    /** Latencies of one run, sorted, in nanoseconds. */
    static final class Sample {
        private final long[] nanos;
        private final long lost;

        Sample(long[] sortedNanos, long lost) {
            this.nanos = sortedNanos;
            this.lost = lost;
        }

        Reading percentile(double percent) {
            int index = (int) Math.min(nanos.length - 1L, Math.round(nanos.length * percent / 100));
            return new Reading(nanos[index] / 1e6, lost, 0);
        }
    }

    private final Chain chain;

    private Latency(Chain chain) {
        this.chain = chain;
    }

    static List<Result> run(Chain chain, Rounds rounds) throws Exception {
        var latency = new Latency(chain);
        var tails = new ArrayList<Sample>();
        try (var bare = new BareChain(chain.platform())) {
            var references = new ArrayList<Sample>();
            var medians = rounds.of(
                    P50,
                    () -> {
                        references.add(bare.run(RATE, LENGTH));
                        return references.getLast().percentile(50);
                    },
                    () -> {
                        tails.add(latency.measure());
                        return tails.getLast().percentile(50);
                    });
            int cold = tails.size() - medians.runs();
            var p99 = new Result(
                    P99,
                    references.stream()
                            .skip(cold)
                            .map(sample -> sample.percentile(99))
                            .toList(),
                    tails.stream()
                            .skip(cold)
                            .map(sample -> sample.percentile(99))
                            .toList());
            return List.of(medians, p99);
        }
    }

    private Sample measure() throws Exception {
        var background = IntStream.range(0, BACKGROUND_CONNECTIONS)
                .mapToObj(this::backgroundRequests)
                .toList();
        var running = new ArrayList<Future<long[]>>();
        var watcher = new Watcher();
        long begun = System.nanoTime() + Duration.ofMillis(200).toNanos();
        try (var threads = Executors.newFixedThreadPool(BACKGROUND_CONNECTIONS + PROBES + 1)) {
            var _ = threads.submit(watcher);
            for (int sender = 0; sender < BACKGROUND_CONNECTIONS; sender++) {
                int offset = sender;
                var _ = threads.submit(() -> background(begun, offset, background.get(offset)));
            }
            for (int probe = 0; probe < PROBES; probe++) {
                int number = probe;
                running.add(threads.submit(() -> probe(begun, number, watcher)));
            }
            try {
                return collected(running);
            } finally {
                watcher.end();
            }
        }
    }

    private static Sample collected(List<Future<long[]>> running) throws IOException, InterruptedException {
        var all = new ArrayList<long[]>();
        try {
            for (var probe : running) {
                all.add(probe.get());
            }
        } catch (ExecutionException e) {
            throw new IOException("A probe failed: " + e.getCause(), e);
        }
        var nanos = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        long lost = Arrays.stream(nanos).filter(one -> one == Long.MAX_VALUE).count();
        return new Sample(nanos, lost);
    }

    /** Made before the clock runs: a request costs the client more to write than to send. */
    private List<byte[]> backgroundRequests(int offset) {
        return Stream.generate(() -> chain.single(chain.programme(0), offset))
                .limit(LENGTH.toNanos() / BACKGROUND_PERIOD_NANOS)
                .toList();
    }

    private @Nullable Void background(long begun, int offset, List<byte[]> requests) throws IOException {
        try (var connection = new HttpLoad(chain.port())) {
            for (int index = 0; index < requests.size(); index++) {
                waitUntil(begun
                        + BACKGROUND_PERIOD_NANOS * offset / BACKGROUND_CONNECTIONS
                        + BACKGROUND_PERIOD_NANOS * index);
                connection.send(requests.get(index));
            }
        }
        return null;
    }

    /** Sends when it is due, whether or not the rows of the former were seen: who waits for a slow chain spares it. */
    private long[] probe(long begun, int number, Watcher watcher) throws Exception {
        var programme = chain.programme(1 + number);
        long period = Duration.ofSeconds(1).toNanos() * PROBES / PROBE_RATE;
        long first = begun + period * number / PROBES;
        var events = Stream.iterate(0, index -> index + 1)
                .limit(LENGTH.toNanos() / period)
                .map(index -> Kpis.one(programme, index))
                .toList();
        var requests = events.stream().map(chain::post).toList();
        var seen = new ArrayList<Future<Long>>();
        try (var connection = new HttpLoad(chain.port())) {
            for (int index = 0; index < requests.size(); index++) {
                waitUntil(first + period * index);
                seen.add(watcher.watch(events.get(index).cause()));
                connection.send(requests.get(index));
            }
        }
        var nanos = new long[seen.size()];
        for (int index = 0; index < nanos.length; index++) {
            long due = first + period * index;
            try {
                long patience = Math.max(0, due + LOST_AFTER.toNanos() - System.nanoTime());
                nanos[index] = seen.get(index).get(patience, TimeUnit.NANOSECONDS) - due;
            } catch (TimeoutException e) {
                watcher.forget(events.get(index).cause());
                nanos[index] = Long.MAX_VALUE;
            }
        }
        return nanos;
    }

    /**
     * Looks for the rows of all probes at once, and only among those made since the oldest of them was sent: whoever measures must
     * not be a load of his own.
     */
    private final class Watcher implements Runnable {
        private final Map<String, Awaited> awaited = new ConcurrentHashMap<>();
        private volatile boolean over;

        /** When the row of this cause was seen, by the nano clock. */
        Future<Long> watch(String cause) {
            var one = new Awaited(Instant.now(), new CompletableFuture<>());
            awaited.put(cause, one);
            return one.seen();
        }

        void forget(String cause) {
            awaited.remove(cause);
        }

        @Override
        public void run() {
            var programmes = IntStream.rangeClosed(1, PROBES)
                    .mapToObj(number -> chain.programme(number).toString())
                    .toArray();
            try (var store = chain.connectStore();
                    var look = store.prepareStatement("""
                            select causation from ledger
                            where tenant = 'acme' and subject = any(?) and id >= uuid_at(?) and causation = any(?)""")) {
                look.setArray(1, store.createArrayOf("text", programmes));
                while (!over) {
                    var oldest = awaited.values().stream().map(Awaited::since).min(Comparator.naturalOrder());
                    if (oldest.isPresent()) {
                        look.setTimestamp(2, Timestamp.from(oldest.get().truncatedTo(ChronoUnit.MILLIS)));
                        look.setArray(
                                3, store.createArrayOf("text", awaited.keySet().toArray()));
                        find(look);
                    }
                    LockSupport.parkNanos(LOOK_AGAIN_NANOS);
                }
            } catch (SQLException e) {
                awaited.values().forEach(one -> one.seen().completeExceptionally(e));
            }
        }

        private void find(PreparedStatement look) throws SQLException {
            try (var rows = look.executeQuery()) {
                while (rows.next()) {
                    var one = awaited.remove(rows.getString(1));
                    if (one != null) {
                        one.seen().complete(System.nanoTime());
                    }
                }
            }
        }

        void end() {
            over = true;
        }

        private record Awaited(Instant since, CompletableFuture<Long> seen) {}
    }

    static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
