package tandem.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tandem.runtime.actor.Roles;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

/** One event as the official SDKs write it: whichever wrote it, it is the same event. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class SdkShapesTest {

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String DATA = "{\"employeeNumber\":\"E1\",\"leftOn\":\"2029-07-31\"}";
    private static final String TEXT = "\"" + DATA.replace("\"", "\\\"") + "\"";

    private final Company acme = new Company();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeEach
    void knowTheEvent() throws Exception {
        acme.employs("E1");
        var first = post(Map.of("Content-Type", STRUCTURED), event(",\"data\":" + DATA));
        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                shape("Python, binary", binary(name -> name, "application/json", "2029-07-31T06:00:00+00:00"), DATA),
                shape(
                        "Python, binary, data serialised by the caller",
                        binary(name -> name, "application/json", null),
                        TEXT),
                shape(
                        "Python, structured",
                        Map.of("content-type", STRUCTURED),
                        event(",\"datacontenttype\":\"application/json\",\"data\":" + DATA)),
                shape(
                        "Python, structured, data serialised by the caller",
                        Map.of("content-type", STRUCTURED),
                        event(",\"data\":" + TEXT)),
                shape(
                        "Python, structured, bytes",
                        Map.of("content-type", STRUCTURED),
                        event(",\"datacontenttype\":\"application/json\",\"data_base64\":\"" + base64() + "\"")),
                shape(
                        "Go, binary",
                        binary(SdkShapesTest::canonical, "application/json", "2029-07-31T06:00:00.123456789Z"),
                        DATA),
                shape(
                        "Go, structured",
                        Map.of("Content-Type", STRUCTURED),
                        event(",\"datacontenttype\":\"application/json\",\"data\":" + DATA)),
                shape("Go, batch", Map.of("Content-Type", BATCH), "[" + event(",\"data\":" + DATA) + "]"),
                shape(
                        "Java, binary",
                        binary(name -> name, "application/json;charset=UTF-8", "2029-07-31T08:00:00+02:00"),
                        DATA),
                shape(
                        "Java, structured, bytes without a type",
                        Map.of("Content-Type", STRUCTURED),
                        event(",\"data_base64\":\"" + base64() + "\"")),
                shape(
                        "C#, binary",
                        binary(name -> name, "application/json; charset=utf-8", "2029-07-31T06:00:00.1234567Z"),
                        DATA),
                shape(
                        "C#, structured",
                        Map.of("Content-Type", STRUCTURED + "; charset=utf-8"),
                        event(",\"datacontenttype\":\"application/json; charset=utf-8\",\"data\":" + DATA)),
                shape(
                        "C#, batch",
                        Map.of("Content-Type", BATCH + "; charset=utf-8"),
                        "[" + event(",\"data\":" + DATA) + "]"),
                shape(
                        "a gateway that shouts",
                        binary(name -> name.toUpperCase(Locale.ROOT), "APPLICATION/JSON", null),
                        DATA),
                shape(
                        "a type of its own",
                        binary(name -> name, "application/vnd.acme.exit+json; charset=\"utf-8\"", null),
                        DATA),
                shape("text/json", binary(name -> name, "text/json", null), DATA),
                shape(
                        "extensions nobody here knows",
                        Map.of("Content-Type", STRUCTURED),
                        event(
                                ",\"subject\":\"E1\",\"dataschema\":\"https://acme.example/exit\",\"acmeregion\":7,\"data\":"
                                        + DATA)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void knowsTheEventAgain(String name, Map<String, String> headers, String body) throws Exception {
        var answer = post(headers, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"duplicate\"", "exit of Zoë, 100 %")
                .doesNotContain("\"accepted\"", "\"conflict\"", "\"rejected\"");
    }

    @Test
    void refusesDataInAnotherTypeThanJson() throws Exception {
        assertThat(post(binary(name -> name, "application/xml", null), "<exit/>")
                        .statusCode())
                .isEqualTo(415);
        assertThat(post(
                                Map.of("Content-Type", STRUCTURED),
                                event(",\"datacontenttype\":\"text/xml\",\"data\":\"<exit/>\""))
                        .statusCode())
                .isEqualTo(400);
    }

    private static Arguments shape(String name, Map<String, String> headers, String body) {
        return Arguments.of(name, headers, body);
    }

    /** The attributes as headers, percent-encoded as the HTTP binding asks; hexadecimal digits of either case. */
    private static Map<String, String> binary(
            UnaryOperator<String> spelling, String contentType, @Nullable String time) {
        var headers = new LinkedHashMap<String, String>();
        headers.put(spelling.apply("ce-specversion"), "1.0");
        headers.put(spelling.apply("ce-id"), "exit%20of%20Zo%c3%AB,%20100%20%25");
        headers.put(spelling.apply("ce-source"), "https://hr.acme.example/exits");
        headers.put(spelling.apply("ce-type"), "tandem.hr.employee-left.v1");
        if (time != null) {
            headers.put(spelling.apply("ce-time"), time);
        }
        headers.put(spelling.apply("content-type"), contentType);
        return headers;
    }

    /** As Go spells headers: {@code Ce-Specversion}. */
    private static String canonical(String name) {
        var spelled = new StringBuilder();
        for (var part : name.split("-", -1)) {
            spelled.append(spelled.isEmpty() ? "" : "-")
                    .append(Character.toUpperCase(part.charAt(0)))
                    .append(part.substring(1));
        }
        return spelled.toString();
    }

    private static String event(String data) {
        return """
                {"specversion":"1.0","id":"exit of Zoë, 100 %%","source":"https://hr.acme.example/exits",\
                "type":"tandem.hr.employee-left.v1","time":"2029-07-31T06:00:00Z"%s}""".formatted(data);
    }

    private static String base64() {
        return Base64.getEncoder().encodeToString(DATA.getBytes(UTF_8));
    }

    private HttpResponse<String> post(Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/v1/events"))
                .header(
                        "Authorization",
                        "Bearer "
                                + Tokens.of(acme.tenant())
                                        .role(Roles.HRIS)
                                        .client("sdk")
                                        .sign())
                .POST(BodyPublishers.ofString(body, UTF_8));
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString(UTF_8));
    }
}
