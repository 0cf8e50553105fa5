package tandem.verify.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.local.Service;
import tandem.simulator.client.Answer;
import tandem.simulator.client.Caller;

/** What somebody with a good token and bad intentions sends to each packaged service: it is refused with a problem, and nothing falls over. */
class HostileInputIT {
    private static final int MILLION = 1_000_000;

    /** A route of each service that reads JSON, and somebody who may call it. */
    private record Target(String path, String caller, boolean isPerson) {}

    private static final Map<Service, Target> JSON_ROUTES = Map.of(
            Service.INTAKE, new Target("/v1/events", "acme-hris", false),
            Service.MATCHING, new Target("/v1/runs", "ada-lead", true),
            Service.SESSION, new Target("/v1/events", "acme-calendar", false),
            Service.ANALYTICS, new Target("/internal/outbox:redrive", "simulator", false));

    private final JourneyPlatform platform = JourneyPlatform.running();

    static Stream<Arguments> bodies() {
        var bodies = Map.of(
                "nested ten thousand deep",
                "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}",
                "with a million keys",
                IntStream.range(0, 600_000).mapToObj(i -> "\"" + i + "\":1").collect(Collectors.joining(",", "{", "}")),
                "with a key twice",
                "{\"id\":\"a\",\"id\":\"b\",\"from\":\"2027-01-01T00:00:00Z\",\"from\":\"2028-01-01T00:00:00Z\"}",
                "with a number that is none",
                "{\"top\":NaN,\"from\":NaN,\"id\":NaN}",
                "with a number of a million digits",
                "{\"top\":" + "9".repeat(MILLION) + ",\"from\":" + "9".repeat(MILLION) + "}",
                "with half a character",
                "{\"programme\":\"\\ud800\",\"from\":\"\\ud800\",\"id\":\"\\ud800\"}",
                "with a string of a million characters",
                "{\"programme\":\"" + "a".repeat(MILLION) + "\",\"from\":\"" + "a".repeat(MILLION) + "\"}",
                "that does not end",
                "{\"programme\":\"",
                "that is no UTF-8 text",
                "\u0000\u0001\u0002");
        return Stream.of(Service.values())
                .flatMap(service ->
                        bodies.entrySet().stream().map(body -> Arguments.of(service, body.getKey(), body.getValue())));
    }

    @ParameterizedTest(name = "{0}, a body {1}")
    @MethodSource("bodies")
    void refusesABody(Service service, String what, String body) {
        var answer = post(service, Map.of("Content-Type", jsonOf(service)), body.getBytes(UTF_8));

        assertRefused(service, answer);
    }

    @ParameterizedTest
    @EnumSource
    void refusesABodyThatIsTooLongBeforeItIsRead(Service service) throws IOException {
        var answer = raw(
                service,
                "POST " + path(service) + " HTTP/1.1\r\nAuthorization: Bearer " + token(service) + "\r\nContent-Type: "
                        + jsonOf(service) + "\r\nContent-Length: 100000000\r\nHost: localhost\r\n\r\n{");

        assertThat(answer).startsWith("HTTP/1.1 413");
    }

    @ParameterizedTest
    @EnumSource
    void unpacksNothing(Service service) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            var zeros = new byte[MILLION];
            for (int i = 0; i < 100; i++) {
                gzip.write(zeros);
            }
        }

        var answer = post(
                service, Map.of("Content-Type", jsonOf(service), "Content-Encoding", "gzip"), packed.toByteArray());

        assertRefused(service, answer);
    }

    @ParameterizedTest
    @EnumSource
    void takesNoForeignMethod(Service service) throws IOException {
        for (var method : new String[] {"TRACE", "TRACK", "CONNECT", "PROPFIND", "OPTIONS"}) {
            var answer = raw(
                    service,
                    method + " " + path(service)
                            + " HTTP/1.1\r\nX-Secret: shibboleth\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(answer).as(method).doesNotContain("shibboleth");
            assertThat(answer).as(method).matches("(?s)HTTP/1.1 (200|400|401|403|404|405|501) .*");
            if (!method.equals("OPTIONS")) {
                assertThat(answer).as(method).doesNotStartWith("HTTP/1.1 200");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsNoWayAroundByPath(Service service) throws IOException {
        var path = "/internal/backlog";
        var tricks = new String[] {
            "/" + path,
            "/internal//backlog",
            path + ";a=b",
            path + "%3B",
            path + "%00",
            path + "/",
            "/internal%2Fbacklog",
            "/internal%5Cbacklog",
            "/internal\\backlog",
            "/q/health/..;/../internal/backlog",
            "/q/health/%2e%2e/%2e%2e/internal/backlog",
            "/q/health/../../internal/backlog",
            "/INTERNAL/BACKLOG"
        };
        for (var trick : tricks) {
            for (var header : new String[] {"X-Original-URL: ", "X-Rewrite-URL: ", "X-Forwarded-Prefix: "}) {
                var answer = raw(
                        service,
                        "GET " + trick + " HTTP/1.1\r\n" + header + path
                                + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

                assertThat(answer)
                        .as(trick)
                        .matches("(?s)HTTP/1.1 (400|401|403|404|405) .*")
                        .doesNotContain("outbox");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void overridesNoMethod(Service service) throws IOException {
        for (var header : new String[] {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"}) {
            var answer = raw(
                    service,
                    "POST /internal/backlog HTTP/1.1\r\n" + header
                            + ": GET\r\nContent-Length: 0\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(answer).as(header).startsWith("HTTP/1.1 405");
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesNoLineOfTheCallersIntoItsLog(Service service) throws IOException {
        var mark = "forged-" + UUID.randomUUID();
        var line = "2027-01-01T00:00:00.000Z INFO  audit " + mark;
        var caller = caller(service);

        caller.get(service, "/v1/%0A" + line.replace(" ", "%20") + "?cursor=%0A" + mark);
        post(
                service,
                Map.of("Content-Type", jsonOf(service), "Idempotency-Key", "a" + mark),
                ("{\"programme\":\"\\n" + line + "\",\"from\":\"\\n" + line + "\",\"id\":\"\\n" + line + "\"}")
                        .getBytes(UTF_8));
        raw(
                service,
                "GET /v1/visibility HTTP/1.1\r\nAuthorization: Bearer \\n" + mark + "\r\nTandem-Tenant: " + mark
                        + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        var log = Files.readString(platform.local().site().log(service.fullName()));
        assertThat(log.lines().filter(written -> written.startsWith(line))).isEmpty();
        assertThat(log).doesNotContain(token(service));
    }

    private void assertRefused(Service service, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        assertThat(answer.problem()).isNotEmpty();
        assertThat(answer.text()).doesNotContain("jackson", "java.", "tandem.runtime");
        assertThat(caller(service).post(service, "/v1/token:check").status()).isEqualTo(202);
    }

    private Answer post(Service service, Map<String, String> headers, byte[] body) {
        var all = new HashMap<>(headers);
        all.putIfAbsent("Idempotency-Key", UUID.randomUUID().toString());
        return caller(service).post(service, path(service), all, body);
    }

    private Caller caller(Service service) {
        var target = target(service);
        return platform.api()
                .as(
                        target.isPerson()
                                ? platform.people().person(target.caller())
                                : platform.people().machine(target.caller()));
    }

    private String token(Service service) {
        var target = target(service);
        return target.isPerson()
                ? platform.local().tokens().person(target.caller())
                : platform.local().tokens().machine(target.caller());
    }

    private static String path(Service service) {
        return target(service).path();
    }

    private static String jsonOf(Service service) {
        return path(service).equals("/v1/events") ? "application/cloudevents+json" : "application/json";
    }

    private static Target target(Service service) {
        var target = JSON_ROUTES.get(service);
        if (target == null) {
            throw new IllegalStateException("No route of " + service + " is attacked");
        }
        return target;
    }

    /** Sends what no HTTP library would, and answers what comes first. */
    private String raw(Service service, String request) throws IOException {
        var uri = URI.create(platform.local().url(service));
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.getOutputStream().flush();
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            var answer = new StringBuilder();
            for (var line = reader.readLine(); line != null && answer.length() < 10_000; line = reader.readLine()) {
                answer.append(line).append('\n');
                if (answer.toString().startsWith("HTTP/1.1 413")) {
                    break;
                }
            }
            return answer.toString();
        }
    }
}
