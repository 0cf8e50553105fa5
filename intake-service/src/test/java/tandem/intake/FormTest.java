package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.Roles;
import tandem.testing.RealParts;

/** The forms of programmes. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class FormTest {

    private final Company acme = new Company();

    @Test
    void asksWithTheShippedFormFirst() {
        var programme = acme.opens();
        var ada = acme.participant(programme, "E1");

        asked(ada)
                .body("programme", equalTo(programme.toString()))
                .body("formVersion", equalTo(1))
                .body("publishedBy", nullValue())
                .body("definition.required", contains("trigger", "goals", "timeZone"));
    }

    @Test
    void asksWithTheProgrammesOwnFormOnceItIsPublished() {
        var programme = acme.opens();
        var ada = acme.participant(programme, "E1");

        publish(programme, form())
                .statusCode(201)
                .body("formVersion", equalTo(2))
                .body("definition.properties.region.enum", contains("NORTH", "SOUTH"));

        asked(ada).body("formVersion", equalTo(2)).body("definition.title", equalTo("Sales managers"));
    }

    @Test
    void keepsEveryVersionAsItWasPublished() {
        var programme = acme.opens();
        publish(programme, form());
        var later = form();
        later.put("title", "Sales managers, second edition");
        publish(programme, later).body("formVersion", equalTo(3));

        acme.lead()
                .get("/v1/programmes/" + programme + "/forms/2")
                .then()
                .body("definition.title", equalTo("Sales managers"));
        acme.lead().get("/v1/programmes/" + programme + "/forms").then().body("forms.formVersion", contains(3, 2, 1));
        acme.lead().get("/v1/programmes/" + programme + "/forms/4").then().statusCode(404);
    }

    @Test
    void refusesAFormThatDoesNotAskWhatTheDecisionNeeds() {
        var form = form();
        form.put("required", List.of("trigger"));

        publish(acme.opens(), form)
                .statusCode(422)
                .body("type", equalTo("/problems/form-refused"))
                .body("errors.pointer", hasItem("/required"));
    }

    @Test
    void refusesAFormThatIsNoJsonSchema() {
        var form = form();
        form.put("properties", with(form, "region", Map.of("type", "continent")));

        publish(acme.opens(), form).statusCode(422).body("errors.pointer", hasItem("/properties/region/type"));
    }

    @Test
    void refusesAFormNobodyCouldAnswer() {
        var form = form();
        form.put("properties", with(form, "trigger", Map.of("type", "integer")));

        publish(acme.opens(), form).statusCode(422).body("errors.pointer", hasItem("/examples/0/trigger"));
    }

    @Test
    void refusesAFormWhoseTriggersTheMatrixDoesNotKnow() {
        var form = form();
        form.put("properties", with(form, "trigger", Map.of("enum", List.of("BOREDOM"))));
        form.put(
                "examples",
                List.of(Map.of(
                        "trigger",
                        "BOREDOM",
                        "goals",
                        List.of(Map.of("codes", List.of("DELEGATION"))),
                        "region",
                        "NORTH")));

        publish(acme.opens(), form).statusCode(422).body("errors.pointer", contains("/examples/0/trigger"));
    }

    @Test
    void leavesFormsToThoseWhoRunTheProgramme() {
        var programme = acme.opens();
        var ada = acme.participant(programme, "E1");

        acme.as(Roles.PARTICIPANT, ada)
                .body(form())
                .post("/v1/programmes/" + programme + "/forms")
                .then()
                .statusCode(403);
        new Company()
                .lead()
                .body(form())
                .post("/v1/programmes/" + programme + "/forms")
                .then()
                .statusCode(404);
        new Company()
                .lead()
                .get("/v1/programmes/" + programme + "/forms/1")
                .then()
                .statusCode(404);
    }

    @Test
    void asksNobodyWhoTakesNoPart() {
        acme.as(Roles.PARTICIPANT, new PersonId(UUID.randomUUID()))
                .get("/v1/me/intake-form")
                .then()
                .statusCode(404);
    }

    @Test
    void numbersVersionsPublishedAtTheSameTimeOneAfterTheOther() {
        var programme = acme.opens();

        var versions = IntStream.range(0, 4)
                .parallel()
                .mapToObj(i -> acme.lead()
                        .body(form())
                        .post("/v1/programmes/" + programme + "/forms")
                        .jsonPath()
                        .getInt("formVersion"))
                .toList();

        assertThat(versions).containsExactlyInAnyOrder(2, 3, 4, 5);
    }

    @Test
    void tellsAllThatIsWrongWithAFormAtOnce() {
        publish(acme.opens(), Map.of("$ref", "file:///etc/passwd"))
                .statusCode(422)
                .body("errors.pointer", hasItem("/$ref"))
                .body("errors.pointer", hasItem("/type"))
                .body("errors.findAll { it.detail.contains('root:') }", empty());
    }

    private ValidatableResponse asked(PersonId person) {
        return acme.as(Roles.PARTICIPANT, person)
                .get("/v1/me/intake-form")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse publish(ProgrammeId programme, Map<String, Object> form) {
        return acme.lead()
                .body(form)
                .post("/v1/programmes/" + programme + "/forms")
                .then();
    }

    /** A form with one question of the programme's own, as its lead would post it. */
    static Map<String, Object> form() {
        var form = new HashMap<String, Object>();
        form.put("title", "Sales managers");
        form.put("type", "object");
        form.put("additionalProperties", false);
        form.put("required", new ArrayList<>(List.of("trigger", "goals", "region")));
        form.put(
                "properties",
                Map.of(
                        "trigger",
                        Map.of("enum", List.of("ROLE_CHANGE", "PROMOTION_PATHWAY")),
                        "goals",
                        Map.of("type", "array", "minItems", 1),
                        "region",
                        Map.of("enum", List.of("NORTH", "SOUTH"))));
        form.put(
                "examples",
                List.of(Map.of(
                        "trigger",
                        "ROLE_CHANGE",
                        "goals",
                        List.of(Map.of("text", "Let go of details.")),
                        "region",
                        "NORTH")));
        return form;
    }

    private static Map<String, Object> with(Map<String, Object> form, String name, Map<String, Object> property) {
        var properties = new HashMap<String, Object>();
        ((Map<?, ?>) Objects.requireNonNull(form.get("properties")))
                .forEach((key, value) -> properties.put(key.toString(), value));
        properties.put(name, property);
        return properties;
    }
}
