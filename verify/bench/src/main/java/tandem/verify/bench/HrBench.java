package tandem.verify.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tandem.local.Checkout;
import tandem.local.Service;
import tandem.simulator.client.Api;
import tandem.simulator.client.Caller;
import tandem.simulator.client.People;

/** Employees coming in with token, tenancy and encryption: one by one through SCIM, by file, and what a long file costs in memory. */
final class HrBench {

    private static final String COPY =
            "raw binary COPY of the same rows into a plain table, primary key and unique address, one connection";
    private static final Measure SCIM =
            Measure.reported("H1", "users created through SCIM, 16 connections, users/s", COPY, Measure.Better.HIGHER);
    private static final Measure CSV = Measure.reported(
            "H2",
            "100,000 employees by CSV file, from upload to the end of the job, rows/s",
            COPY,
            Measure.Better.HIGHER);
    private static final Measure HEAP = Measure.reported(
            "H3",
            "most heap of intake-service while a file of 100,000 rows is taken, MB",
            "the same of a file of 10,000 rows",
            Measure.Better.LOWER);

    private static final int LONG_FILE = 100_000;
    private static final int SHORT_FILE = 10_000;
    private static final int CONNECTIONS = 16;
    private static final int PER_CONNECTION = 250;
    private static final int BATCH = 500;
    private static final int FILE_ROUNDS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Chain chain;
    private final Caller hris;
    private final Employees employees = new Employees();

    private HrBench(Chain chain) {
        this.chain = chain;
        var platform = chain.platform();
        hris = new Api(Map.of(Service.INTAKE, URI.create(platform.url(Service.INTAKE))))
                .as(new People(platform.tokens()).machine(Chain.TENANT + "-hris"));
    }

    static List<Result> run(Checkout checkout, Rounds rounds) throws Exception {
        var results = new ArrayList<Result>();
        try (var chain = new Chain(checkout, 0);
                var copy = new RawCopy(
                        () -> chain.platform().postgres().server().connect("intake"), new EmployeeShape())) {
            var bench = new HrBench(chain);
            results.add(rounds.of(SCIM, () -> copy.run(1, CONNECTIONS * PER_CONNECTION, BATCH), bench::users));
            results.add(
                    new Rounds(FILE_ROUNDS).of(CSV, () -> copy.run(1, LONG_FILE, BATCH), () -> bench.file(LONG_FILE)));
            results.add(bench.memory());
        }
        return results;
    }

    private Reading users() throws Exception {
        var token = chain.platform().tokens().machine(Chain.TENANT + "-hris");
        var queues = IntStream.range(0, CONNECTIONS)
                .mapToObj(connection -> Stream.generate(employees::user)
                        .limit(PER_CONNECTION)
                        .map(user -> HttpLoad.post("/scim/v2/Users", token, "application/scim+json", user))
                        .toList())
                .toList();
        var outcome = Senders.send(chain.port(), queues, 201);
        return new Reading(outcome.perSecond(), outcome.refused(), 0);
    }

    private Reading file(int rows) throws IOException {
        var file = employees.file(rows);
        var begun = System.nanoTime();
        var added = take(file);
        return new Reading(Reading.perSecond(added, System.nanoTime() - begun), rows - added, 0);
    }

    /** A short file and a long one after it, in the process the other measures have warmed. */
    private Result memory() throws Exception {
        var small = during(SHORT_FILE);
        var large = during(LONG_FILE);
        var figures = new LinkedHashMap<String, Object>();
        figures.put(
                "heapMb",
                Map.of(
                        "rows10000",
                        small.heapMb().entry(),
                        "rows100000",
                        large.heapMb().entry()));
        figures.put(
                "residentMb",
                Map.of(
                        "rows10000",
                        small.residentMb().entry(),
                        "rows100000",
                        large.residentMb().entry()));
        System.out.printf("%s %s%n   %s%n", HEAP.id(), HEAP.what(), figures);
        return new Result(
                        HEAP,
                        List.of(Reading.of(small.heapMb().peak())),
                        List.of(Reading.of(large.heapMb().peak())))
                .with(figures);
    }

    private Memory during(int rows) throws Exception {
        var file = employees.file(rows);
        return Memory.during(chain.platform(), Service.INTAKE, () -> {
            if (take(file) != rows) {
                throw new IOException("Not all of " + rows + " rows were taken");
            }
            return rows;
        });
    }

    /** Uploads a file and waits for the end of the job; answers how many employees it added. */
    private long take(byte[] file) throws IOException {
        var path = "/v1/hr-imports/"
                + hris.post(Service.INTAKE, "/v1/hr-imports", Map.of("Content-Type", "text/csv"), file)
                        .expect(202)
                        .string("id");
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var watched = hris.get(Service.INTAKE, path).expect(200);
        while (!watched.body().hasNonNull("finishedAt") && System.nanoTime() < deadline) {
            Chain.sleep(LOOK_AGAIN);
            watched = hris.get(Service.INTAKE, path).expect(200);
        }
        return watched.body().path("added").asLong();
    }
}
