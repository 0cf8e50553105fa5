package tandem.verify.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tandem.local.Checkout;
import tandem.local.LocalPlatform;
import tandem.local.Service;
import tandem.local.Site;
import tandem.simulator.client.Api;
import tandem.simulator.client.People;

/** The four packaged services on real parts, durable, with real tokens, and programmes to observe KPIs of. */
final class Chain implements AutoCloseable {

    static final String TENANT = "acme";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final LocalPlatform platform;
    private final Connection store;
    private final List<UUID> programmes = new ArrayList<>();

    Chain(Checkout checkout, int programmeCount) throws SQLException {
        platform = LocalPlatform.in(new Site(checkout.root().resolve("target/bench/site")), checkout)
                .fresh(true)
                .start();
        store = platform.postgres().server().connect("analytics");
        Map<Service, java.net.URI> addresses = new EnumMap<>(Service.class);
        addresses.put(Service.INTAKE, java.net.URI.create(platform.url(tandem.local.Service.INTAKE)));
        var lead = new Api(addresses).as(new People(platform.tokens()).person("ada-lead"));
        var today = LocalDate.now(ZoneOffset.UTC);
        for (int number = 0; number < programmeCount; number++) {
            programmes.add(lead.post(
                            Service.INTAKE,
                            "/v1/programmes",
                            Map.of(
                                    "name",
                                    "Bench " + number,
                                    "objective",
                                    "MANAGER_PERFORMANCE_GAP",
                                    "problem",
                                    "New managers keep decisions to themselves.",
                                    "startsOn",
                                    today.toString(),
                                    "endsOn",
                                    today.plusDays(168).toString(),
                                    "cohortMinimum",
                                    1,
                                    "cohortMaximum",
                                    40,
                                    "highTouch",
                                    false))
                    .expect(200, 201)
                    .id("programme"));
        }
    }

    int port() {
        return platform.service(tandem.local.Service.INTAKE).port();
    }

    UUID programme(int number) {
        return programmes.get(number);
    }

    LocalPlatform platform() {
        return platform;
    }

    byte[] single(UUID programme, long number) {
        return post(Kpis.one(programme, number));
    }

    byte[] post(Kpis.Kpi event) {
        return HttpLoad.post("/v1/events", token(), "application/cloudevents+json", event.body());
    }

    byte[] batch(UUID programme, int size) {
        return HttpLoad.post("/v1/events", token(), "application/cloudevents-batch+json", Kpis.batch(programme, size));
    }

    byte[] tokenCheck(UUID programme) {
        return HttpLoad.post(
                "/v1/token:check",
                token(),
                "application/cloudevents+json",
                Kpis.one(programme, 0).body());
    }

    String token() {
        return platform.tokens().machine(TENANT + "-delivery");
    }

    /** Waits until so many events of all programmes are in the store; what is missing then is lost. */
    long awaitStored(long expected) throws SQLException, IOException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        long stored = allStored();
        while (stored < expected && System.nanoTime() < deadline) {
            sleep(Duration.ofMillis(2));
            stored = allStored();
        }
        return stored;
    }

    /** All KPI events in the store, from the counts kept beside the ledger: cheap enough to ask every few milliseconds. */
    long allStored() throws SQLException {
        try (var statement = store.createStatement();
                var rows = statement.executeQuery(
                        "select coalesce(sum(events), 0) from event_counts where type = 'tandem.intake.kpi-observed.v1'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    Connection connectStore() throws SQLException {
        return platform.postgres().server().connect("analytics");
    }

    static void sleep(Duration duration) throws IOException {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    @Override
    public void close() throws SQLException {
        store.close();
        platform.close();
    }
}
