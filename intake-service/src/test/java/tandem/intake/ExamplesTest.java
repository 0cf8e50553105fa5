package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.events.PersonId;
import tandem.runtime.actor.Roles;
import tandem.testing.RealParts;

/** The examples of the interface's document, sent as they stand there: what a newcomer pastes is taken. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class ExamplesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Company acme = new Company();

    @ParameterizedTest
    @CsvSource({
        "programmeOpen, application/json, program-lead",
        "peopleEnter, application/json, program-lead",
        "goalCodePropose, application/json, participant",
        "consentTextPublish, application/json, data-protection",
        "directoryFind, application/json, program-lead",
        "eventsPost, application/cloudevents+json, hris",
        "importUpload, text/csv, hris",
        "usersCreate, application/scim+json, hris",
    })
    void takesWhatNeedsNothingElse(String operation, String type, String role) throws IOException {
        sent(operation, type, role, "");
    }

    @ParameterizedTest
    @CsvSource({
        "programmeChange, program-lead",
        "policyPublish, program-lead",
        "policySave, program-lead",
        "formPublish, program-lead",
        "signOffSign, data-protection",
        "programmeEnrol, program-lead",
    })
    void takesWhatNeedsAProgramme(String operation, String role) throws IOException {
        sent(operation, "application/json", role, acme.opens().toString());
    }

    private void sent(String operation, String type, String role, String id) throws IOException {
        var document = JSON.readTree(RestAssured.get("/q/openapi?format=json").asByteArray());
        for (var path : document.path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                if (method.getValue().path("operationId").asText().equals(operation)) {
                    var example = method.getValue()
                            .path("requestBody")
                            .path("content")
                            .path(type)
                            .path("example");
                    var answer = send(method.getKey(), concrete(path.getKey(), id), type, role, example);
                    assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 299);
                    return;
                }
            }
        }
        throw new AssertionError("There is no operation " + operation);
    }

    private Response send(String method, String path, String type, String role, JsonNode example) {
        RequestSpecification call = role.equals(Roles.HRIS)
                ? acme.as(role)
                : acme.as(role, new PersonId(UUID.fromString("6c8a1f6e-4b7e-4d0c-9d55-2f1f53a5a001")));
        if (method.equals("patch")) {
            call.header("If-Match", acme.lead().get(path).header("ETag"));
        }
        return call.config(RestAssured.config()
                        .encoderConfig(RestAssured.config()
                                .getEncoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType(type)
                .body(example.isTextual() ? example.asText() : example.toString())
                .request(method.toUpperCase(Locale.ROOT), path);
    }

    private static String concrete(String path, String id) {
        var names = Map.of(
                "{id}", id, "{programme}", id, "{purpose}", "MATCHING", "{version}", "2027-01", "{language}", "en");
        var concrete = path;
        for (var name : names.entrySet()) {
            concrete = concrete.replace(name.getKey(), name.getValue());
        }
        return concrete;
    }
}
