package tandem.runtime.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.events.input.HrInput.EmployeeLeft;
import tandem.runtime.problem.Refused;

class CloudEventParserTest {

    private static final String DATA = "{\"employeeNumber\":\"100\",\"leftOn\":\"2030-01-31\"}";
    private static final String EVENT = """
            {"specversion":"1.0","id":"e1","source":"/hr","type":"tandem.hr.employee-left.v1","time":"2030-01-01T09:00:00+01:00","data":%s}""";

    private final CloudEventParser parser = new CloudEventParser();

    @Test
    void readsTheDataIntoTheRecordOfItsType() {
        var event = structured(EVENT.formatted(DATA));

        assertThat(event.data())
                .isInstanceOfSatisfying(
                        EmployeeLeft.class,
                        left -> assertThat(left.employeeNumber()).isEqualTo("100"));
        assertThat(event.time()).isEqualTo("2030-01-01T08:00:00Z");
    }

    @Test
    void readsDataInBase64() {
        var encoded = Base64.getEncoder().encodeToString(DATA.getBytes(UTF_8));
        var event = structured(EVENT.replace("\"data\":%s", "\"data_base64\":\"" + encoded + "\""));

        assertThat(event.rejection()).isNull();
        assertThat(event.fingerprint())
                .isEqualTo(structured(EVENT.formatted(DATA)).fingerprint());
    }

    @Test
    void readsAnObjectThatWasWrittenAsText() {
        var event = structured(EVENT.formatted("\"" + DATA.replace("\"", "\\\"") + "\""));

        assertThat(event.rejection()).isNull();
        assertThat(event.fingerprint())
                .isEqualTo(structured(EVENT.formatted(DATA)).fingerprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"soon\"", "\"7\"", "\"\\\"{}\\\"\"", "\"{}{}\"", "[]", "true"})
    void rejectsDataThatIsNoObject(String data) {
        assertThat(structured(EVENT.formatted(data)).rejection()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"leftOn\":\"2030-01-31\",\"employeeNumber\":\"100\"}",
                " { \"employeeNumber\" : \"100\" , \"leftOn\" : \"2030-01-31\" } ",
                "{\"employeeNumber\":\"\\u0031\\u0030\\u0030\",\"leftOn\":\"2030-01-31\"}"
            })
    void seesTheSameDataInOtherSpellings(String spelling) {
        assertThat(structured(EVENT.formatted(spelling)).fingerprint())
                .isEqualTo(structured(EVENT.formatted(DATA)).fingerprint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"employeeNumber\":\"101\",\"leftOn\":\"2030-01-31\"}",
                "{\"employeeNumber\":\"100\",\"leftOn\":\"2030-01-31\",\"note\":1}",
                "{\"employeeNumber\":100,\"leftOn\":\"2030-01-31\"}"
            })
    void seesOtherData(String other) {
        assertThat(structured(EVENT.formatted(other)).fingerprint())
                .isNotEqualTo(structured(EVENT.formatted(DATA)).fingerprint());
    }

    @ParameterizedTest
    @CsvSource({
        "specversion, 1.1",
        "id, ''",
        "source, ''",
        "source, 'not a uri'",
        "type, ''",
        "time, yesterday",
        "datacontenttype, text/xml"
    })
    void rejectsAnEventWhoseAttributesBreakTheRules(String attribute, String value) {
        var event = structured("{\"" + attribute + "\":\"" + value + "\","
                + EVENT.formatted(DATA).substring(1).replaceFirst("\"" + attribute + "\":\"[^\"]*\",", ""));

        assertThat(event.rejection()).isNotNull();
        assertThat(event.rejection().type()).isEqualTo(IngestProblems.MALFORMED_EVENT);
    }

    @Test
    void tellsWhereTheDataDoesNotFitWithoutNamingAClass() {
        var event = structured(EVENT.formatted("{\"employeeNumber\":\"100\",\"leftOn\":\"soon\"}"));

        assertThat(event.rejection()).isNotNull();
        assertThat(event.rejection().errors())
                .containsExactly(new Rejection.Flaw("/data/leftOn", "is missing or has a value that does not fit"));
        assertThat(event.rejection().toString()).doesNotContain("EmployeeLeft", "java.");
    }

    @Test
    void keepsTheOrderOfABatchAndTheFlawsOfOneToItself() {
        var batch = "[" + EVENT.formatted(DATA) + ",7," + EVENT.formatted("null") + "]";
        var posted = parser.parse(header(Map.of("Content-Type", CloudEventParser.BATCH)), batch.getBytes(UTF_8));

        assertThat(posted.isBatch()).isTrue();
        assertThat(posted.events())
                .extracting(event -> event.rejection() == null)
                .containsExactly(true, false, false);
    }

    @Test
    void unwrapsAndDecodesHeaders() {
        var headers = new HashMap<>(Map.of(
                "Content-Type", "application/json",
                "ce-specversion", "1.0",
                "ce-type", "tandem.hr.employee-left.v1",
                "ce-source", "\"/hr\"",
                "ce-id", "Euro%20%E2%82%AC%20100%"));
        var event = parser.parse(header(headers), DATA.getBytes(UTF_8)).events().getFirst();

        assertThat(event.source()).isEqualTo("/hr");
        assertThat(event.id()).isEqualTo("Euro € 100%");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "{}{}", "{\"a\":1,\"a\":2}", "{\"a\":NaN}", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["})
    void refusesABodyThatIsNotTheJsonOfOneEvent(String body) {
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> structured(body));
    }

    private InboundEvent structured(String body) {
        return parser.parse(header(Map.of("Content-Type", CloudEventParser.STRUCTURED)), body.getBytes(UTF_8))
                .events()
                .getFirst();
    }

    private static Function<String, @Nullable String> header(Map<String, String> headers) {
        return headers::get;
    }
}
