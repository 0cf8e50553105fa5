package tandem.verify.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tandem.local.Checkout;

/** What a sender meets: batches until they are in the store, single events until they are durable, and the time between. */
final class ChainBench {

    private static final Measure P3 = new Measure(
            "P3",
            "batches of 500 posted until visible in the impact store, events/s",
            "raw binary COPY of as many rows into the same indexed ledger table, one connection",
            Measure.Better.HIGHER,
            0.15,
            0.30);
    private static final Measure P4 = new Measure(
            "P4",
            "single events posted with token, identity and durable commit, relay and consumer running, requests/s",
            "an empty endpoint with the same token check",
            Measure.Better.HIGHER,
            0.25,
            0.50);

    private static final int BATCHES = 120;
    private static final int BATCH = 500;
    private static final int BATCH_CONNECTIONS = 4;
    private static final int CONNECTIONS = 64;
    private static final int PER_CONNECTION = 250;
    /** The compiler is busy for about a minute of load. */
    private static final int WARM_UP = 6;

    private final Chain chain;

    private ChainBench(Chain chain) {
        this.chain = chain;
    }

    static List<Result> run(Checkout checkout, Rounds rounds) throws Exception {
        var results = new ArrayList<Result>();
        try (var chain = new Chain(checkout, Latency.PROGRAMMES)) {
            var bench = new ChainBench(chain);
            bench.warm();
            try (var copy = new RawCopy(chain::connectStore, new LedgerShape(1))) {
                results.add(rounds.of(P3, () -> copy.run(1, BATCHES * BATCH, BATCH), bench::batches));
            }
            results.add(rounds.of(P4, bench::tokenChecks, bench::singles));
            results.addAll(Latency.run(chain, rounds));
            results.add(RelayBench.run(chain, rounds)); // last: it stops those who read
        }
        return results;
    }

    /** Cold JVMs show seconds where warm ones show milliseconds. */
    private void warm() throws Exception {
        for (int round = 0; round < WARM_UP; round++) {
            batches();
            singles();
        }
    }

    private Reading batches() throws Exception {
        var programme = chain.programme(0);
        var queues = queues(BATCH_CONNECTIONS, BATCHES / BATCH_CONNECTIONS, () -> chain.batch(programme, BATCH));
        long before = chain.allStored();
        long begun = System.nanoTime();
        var outcome = Senders.send(chain.port(), queues, 200);
        long expected = before + outcome.answered() * BATCH;
        long stored = chain.awaitStored(expected);
        return reading(Reading.perSecond(stored - before, System.nanoTime() - begun), expected, stored);
    }

    private Reading singles() throws Exception {
        var programme = chain.programme(0);
        var queues = queues(CONNECTIONS, PER_CONNECTION, () -> chain.single(programme, 0));
        long before = chain.allStored();
        var outcome = Senders.send(chain.port(), queues, 202);
        long expected = before + outcome.answered();
        return reading(outcome.perSecond(), expected, chain.awaitStored(expected));
    }

    private Reading tokenChecks() throws Exception {
        var request = chain.tokenCheck(chain.programme(0));
        var outcome = Senders.send(chain.port(), queues(CONNECTIONS, PER_CONNECTION * 2, () -> request), 202);
        return Reading.of(outcome.perSecond());
    }

    private static Reading reading(double value, long expected, long stored) {
        return new Reading(value, Math.max(0, expected - stored), Math.max(0, stored - expected));
    }

    private static List<List<byte[]>> queues(int connections, int each, java.util.function.Supplier<byte[]> request) {
        return IntStream.range(0, connections)
                .mapToObj(connection -> Stream.generate(request).limit(each).toList())
                .toList();
    }
}
