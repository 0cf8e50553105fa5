package tandem.verify.bench;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import tandem.verify.bench.OpenLoop.Due;

/**
 * P7: how long after a POST was due its row can be read in the store, in an open loop: events are sent when they are due, not when
 * the former was answered, so a stall is felt by all that came into it. Every tenth is looked for; the rest is background.
 */
final class Latency {

    static final int PROGRAMMES = 8;

    private static final int RATE = 2_000;
    private static final int PROBE_EVERY = 10;
    private static final Duration LENGTH = Duration.ofSeconds(8);
    private static final Duration LEAD = Duration.ofMillis(200);
    private static final long LOOK_AGAIN_NANOS = 2_000_000;
    private static final long LOST_AFTER_NANOS = Duration.ofSeconds(10).toNanos();

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
        int total = (int) (RATE * LENGTH.toSeconds());
        var events = new ArrayList<Kpis.Kpi>();
        for (int number = 0; number < total; number++) {
            events.add(Kpis.one(chain.programme(number % PROGRAMMES), number));
        }
        // written before the clock runs: a request costs the client more to write than to send
        var requests = events.stream().map(chain::post).toList();
        try (var loop = new OpenLoop(chain.port(), 202);
                var threads = Executors.newSingleThreadExecutor()) {
            long begun = System.nanoTime() + LEAD.toNanos();
            var schedule = new ArrayList<Due>();
            var probes = new ArrayList<Probe>();
            for (int number = 0; number < total; number++) {
                long due = begun + LENGTH.toNanos() * number / total;
                schedule.add(new Due(due, requests.get(number)));
                if (number % PROBE_EVERY == 0) {
                    probes.add(new Probe(events.get(number).cause(), due));
                }
            }
            var sample = threads.submit(() -> new Watcher(probes).watch());
            loop.send(schedule);
            return sample.get();
        } catch (ExecutionException e) {
            throw new IOException("The store could not be watched: " + e.getCause(), e);
        }
    }

    /** An event that is looked for, by its cause, and when it is due by the nano clock. */
    private record Probe(String cause, long due) {}

    /**
     * Looks for the rows of all probes that are due, and only among those made since the oldest of them: whoever measures must not be
     * a load of his own.
     */
    private final class Watcher {
        private final List<Probe> probes;
        private final Map<String, Probe> awaited = new HashMap<>();
        private final List<Long> seen = new ArrayList<>();
        private int next;

        Watcher(List<Probe> probes) {
            this.probes = probes;
        }

        Sample watch() throws SQLException {
            try (var store = chain.connectStore();
                    var settings = store.createStatement();
                    var look = store.prepareStatement("""
                            select causation from ledger
                            where tenant = 'acme' and id >= uuid_at(?) and causation = any(?)""")) {
                settings.execute("set enable_seqscan = off"); // the planner still believes the store is empty
                while (next < probes.size() || !awaited.isEmpty()) {
                    await();
                    if (!awaited.isEmpty()) {
                        look.setTimestamp(1, Timestamp.from(oldest()));
                        look.setArray(
                                2, store.createArrayOf("text", awaited.keySet().toArray()));
                        find(look);
                    }
                    giveUp();
                    LockSupport.parkNanos(LOOK_AGAIN_NANOS);
                }
            }
            var nanos = new long[probes.size()];
            Arrays.fill(nanos, Long.MAX_VALUE);
            for (int index = 0; index < seen.size(); index++) {
                nanos[index] = seen.get(index);
            }
            Arrays.sort(nanos);
            return new Sample(nanos, probes.size() - (long) seen.size());
        }

        private void await() {
            for (long now = System.nanoTime();
                    next < probes.size() && probes.get(next).due() <= now;
                    next++) {
                awaited.put(probes.get(next).cause(), probes.get(next));
            }
        }

        /** When the oldest was due, by the clock its identifier is made from, and a millisecond for what that clock leaves out. */
        private Instant oldest() {
            long due = awaited.values().stream().mapToLong(Probe::due).min().orElseThrow();
            return Instant.now().minusNanos(System.nanoTime() - due).minusMillis(1);
        }

        private void find(PreparedStatement look) throws SQLException {
            try (var rows = look.executeQuery()) {
                long now = System.nanoTime();
                while (rows.next()) {
                    var probe = awaited.remove(rows.getString(1));
                    if (probe != null) {
                        seen.add(now - probe.due());
                    }
                }
            }
        }

        private void giveUp() {
            long now = System.nanoTime();
            awaited.values().removeIf(probe -> now - probe.due() > LOST_AFTER_NANOS);
        }
    }

    static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
