package tandem.verify.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tandem.local.Checkout;
import tandem.local.LocalPlatform;
import tandem.local.Service;
import tandem.local.Site;

/**
 * Session metadata through the stream: from the first byte to the last answer, each event with its identity, its meeting followed, its
 * session scheduled and told, durable. Relay and consumers run.
 */
final class SessionBench implements AutoCloseable {

    static final int ENGAGEMENTS = 200;

    private static final Measure COPY = Measure.reported(
            "S1",
            "sessions streamed one to a line over 4 connections until answered, sessions/s",
            "raw binary COPY of as many rows into a plain table with the same keys, one connection",
            Measure.Better.HIGHER);
    private static final Measure EMPTY = Measure.reported(
            "S2",
            "sessions streamed one to a line over 4 connections until answered, sessions/s",
            "the same events one by one to an empty endpoint with the same token check, 16 connections, requests/s",
            Measure.Better.HIGHER);

    private static final int STREAMS = 4;
    private static final int PER_STREAM = 2_500;
    private static final int CHECKS = 16;
    private static final int BATCH = 500;
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final LocalPlatform platform;
    private final Connection store;
    private final List<UUID> engagements;

    private SessionBench(Checkout checkout) throws SQLException {
        platform = LocalPlatform.in(new Site(checkout.root().resolve("target/bench/site")), checkout)
                .fresh(true)
                .start();
        store = platform.postgres().server().connect("session");
        engagements = Stream.generate(UUID::randomUUID).limit(ENGAGEMENTS).toList();
        engage();
    }

    static List<Result> run(Checkout checkout, Rounds rounds) throws Exception {
        try (var bench = new SessionBench(checkout);
                var copy =
                        new RawCopy(() -> bench.platform.postgres().server().connect("session"), new SessionShape())) {
            return List.of(
                    rounds.of(COPY, () -> copy.run(1, STREAMS * PER_STREAM, BATCH), bench::streams),
                    rounds.of(EMPTY, bench::checks, bench::streams));
        }
    }

    /** Two people each who let their calendars be read, for ten years to come: the events name their engagement. */
    private void engage() throws SQLException {
        var today = LocalDate.now(ZoneOffset.UTC);
        try (var engagement = store.prepareStatement("""
                        insert into engagements (tenant, id, version, programme, leader, provider, provider_type, track,
                                                 cadence_days, session_minutes, starts_on, planned_end_on, silent_since,
                                                 last_signed_at)
                        values (?, ?, 0, ?, ?, ?, 'INTERNAL', 'MENTORING', 14, 60, ?, ?, now(), now())""");
                var permission = store.prepareStatement("""
                        insert into calendar_permissions (tenant, person, consent_version, allowed)
                        values (?, ?, 1, true)""")) {
            for (var id : engagements) {
                var leader = UUID.randomUUID();
                var provider = UUID.randomUUID();
                engagement.setString(1, Chain.TENANT);
                engagement.setObject(2, id);
                engagement.setObject(3, UUID.randomUUID());
                engagement.setObject(4, leader);
                engagement.setObject(5, provider);
                engagement.setObject(6, today.minusDays(1), Types.DATE);
                engagement.setObject(7, today.plusYears(10), Types.DATE);
                engagement.addBatch();
                for (var side : List.of(leader, provider)) {
                    permission.setString(1, Chain.TENANT);
                    permission.setObject(2, side);
                    permission.addBatch();
                }
            }
            engagement.executeBatch();
            permission.executeBatch();
        }
    }

    private Reading streams() throws Exception {
        var token = token();
        var first = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(2));
        var queues = IntStream.range(0, STREAMS)
                .mapToObj(stream ->
                        List.of(HttpLoad.post("/v1/events", token, "application/x-ndjson", lines(stream, first))))
                .toList();
        var before = stored();
        var outcome = Senders.send(port(), queues, OK);
        long expected = outcome.answered() * PER_STREAM;
        var found = stored() - before;
        return new Reading(
                Reading.perSecond(found, outcome.nanos()),
                Math.max(0, expected - found),
                Math.max(0, found - expected));
    }

    private Reading checks() throws Exception {
        var token = token();
        var first = Instant.now().truncatedTo(ChronoUnit.HOURS);
        var queues = new ArrayList<List<byte[]>>();
        for (int connection = 0; connection < CHECKS; connection++) {
            var request = HttpLoad.post(
                    "/v1/token:check",
                    token,
                    "application/cloudevents+json",
                    event(0, first).getBytes(StandardCharsets.UTF_8));
            queues.add(Stream.generate(() -> request).limit(1_000).toList());
        }
        return Reading.of(Senders.send(port(), queues, ACCEPTED).perSecond());
    }

    private byte[] lines(int stream, Instant first) {
        var lines = new StringBuilder();
        for (int number = 0; number < PER_STREAM; number++) {
            lines.append(event(number * STREAMS + stream, first)).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String event(int number, Instant first) {
        var start = first.plus(Duration.ofHours(number));
        return """
                {"specversion":"1.0","id":"%s","source":"/calendars/bench","type":"tandem.calendar.session-upserted.v1",\
                "time":"2030-01-07T09:00:00Z","data":{"uid":"%s","sequence":0,"engagement":"%s","startsAt":"%s",\
                "endsAt":"%s","attendees":[]}}""".formatted(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        engagements.get(number % ENGAGEMENTS),
                        start,
                        start.plus(Duration.ofMinutes(45)));
    }

    private long stored() throws SQLException {
        try (var statement = store.createStatement();
                var rows = statement.executeQuery("select count(*) from sessions")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private String token() {
        return platform.tokens().machine(Chain.TENANT + "-calendar");
    }

    private int port() {
        return platform.service(Service.SESSION).port();
    }

    @Override
    public void close() throws SQLException {
        store.close();
        platform.close();
    }
}
