package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.validation.ConstraintViolationException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tandem.events.IntakeEvent.PolicyPublished;
import tandem.events.ProgrammeId;
import tandem.intake.programme.PolicyService;
import tandem.runtime.actor.Roles;
import tandem.runtime.problem.Refused;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

/** Policies from draft to version. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class PolicyTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Company acme = new Company();
    private final PolicyService policies;

    PolicyTest(PolicyService policies) {
        this.policies = policies;
    }

    @Test
    void leadsFromADraftToTheNextVersion() {
        var programme = acme.opens();
        var first = save(programme, 100, null).statusCode(200).extract().header("ETag");
        var second = save(programme, 120, first).statusCode(200).extract().header("ETag");

        acme.lead()
                .get(path(programme, "/draft/difference"))
                .then()
                .body("differences", hasSize(1))
                .body("differences[0].pointer", equalTo("/decision/newHireDays"))
                .body("differences[0].from", equalTo(90))
                .body("differences[0].to", equalTo(120))
                .body("differences[0].rules", equalTo(List.of("R30")));
        publish(programme, first).statusCode(412);
        publish(programme, second)
                .statusCode(201)
                .body("policyVersion", equalTo(2))
                .body("policy.decision.newHireDays", equalTo(120));

        assertThat(OutboxRows.events(acme.tenant(), PolicyPublished.class))
                .extracting(PolicyPublished::policyVersion)
                .containsExactly(1, 2);
        acme.lead().get(path(programme, "/draft")).then().statusCode(404);
        acme.lead().get(path(programme, "/2/difference?from=1")).then().body("differences", hasSize(1));
        acme.lead().get(path(programme, "")).then().body("items.policyVersion", equalTo(List.of(1, 2)));
    }

    @Test
    void losesNoChangeOfADraft() {
        var programme = acme.opens();
        var seen = save(programme, 100, null).extract().header("ETag");
        save(programme, 110, seen).statusCode(200);

        save(programme, 120, seen).statusCode(412).body("type", equalTo("/problems/revision-changed"));
        save(programme, 120, null).statusCode(428).body("type", equalTo("/problems/revision-missing"));
        acme.lead().get(path(programme, "/draft")).then().body("policy.decision.newHireDays", equalTo(110));
    }

    @Test
    void publishesNoDraftOverAVersionItsWriterDidNotSee() {
        var programme = acme.opens();
        var draft = save(programme, 100, null).extract().header("ETag");
        acme.publishes(programme, Company.with(acme.policy(programme), "coaching", "months", 6));

        publish(programme, draft).statusCode(409).body("type", equalTo("/problems/policy-draft-outdated"));
        var again = save(programme, 100, draft).statusCode(200).extract().header("ETag");

        publish(programme, again).statusCode(201).body("policyVersion", equalTo(3));
    }

    @Test
    void throwsADraftAway() {
        var programme = acme.opens();
        var draft = save(programme, 100, null).extract().header("ETag");

        acme.lead()
                .header("If-Match", draft)
                .delete(path(programme, "/draft"))
                .then()
                .statusCode(204);

        acme.lead().get(path(programme, "/draft")).then().statusCode(404);
    }

    @Test
    void keepsNoDraftOutsideTheRulebook() {
        var programme = acme.opens();

        save(programme, 1_000, null).statusCode(422).body("errors[0].pointer", equalTo("/decision/newHireDays"));
        acme.lead()
                .body(Company.with(acme.policy(programme), "matching", "maxMenteesPerMentor", 4))
                .put(path(programme, "/draft"))
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/policy-refused"));
    }

    /** Every bound of the schema is tried on either side: what the schema allows is taken, what it does not is refused. */
    @Test
    void saysInItsSchemaWhatItTakes() throws IOException {
        var schema = JSON.readTree(acme.as(Roles.HRIS).get("/v1/policy-schema").asString());
        assertThat(schema.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");

        for (var section : schema.path("properties").properties()) {
            for (var value : section.getValue().path("properties").properties()) {
                var rule = value.getValue();
                assertThat(rule.path("x-rules")).as(value.getKey()).isNotEmpty();
                if (rule.path("type").asText().equals("integer")) {
                    taken(section.getKey(), value.getKey(), rule.path("minimum").asInt());
                    taken(section.getKey(), value.getKey(), rule.path("maximum").asInt());
                    refused(
                            section.getKey(),
                            value.getKey(),
                            rule.path("minimum").asInt() - 1);
                    refused(
                            section.getKey(),
                            value.getKey(),
                            rule.path("maximum").asInt() + 1);
                }
                if (rule.has("pattern")) {
                    assertThat(shipped()
                                    .path(section.getKey())
                                    .path(value.getKey())
                                    .asText())
                            .matches(rule.path("pattern").asText());
                    refused(section.getKey(), value.getKey(), "not a code");
                }
                var without = shipped();
                ((ObjectNode) without.path(section.getKey())).remove(value.getKey());
                if (isRequired(section.getValue(), value.getKey())) {
                    assertThatThrownBy(() -> policies.checked(without))
                            .as(value.getKey())
                            .isInstanceOf(ConstraintViolationException.class);
                } else {
                    assertThatCode(() -> policies.checked(without))
                            .as(value.getKey())
                            .doesNotThrowAnyException();
                }
            }
        }
        var more = shipped();
        ((ObjectNode) more).put("humanApproval", false);
        assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
        assertThatThrownBy(() -> policies.checked(more)).isInstanceOf(Refused.class);
    }

    @Test
    void assumesNoShareOfCompletedEngagements() throws IOException {
        var schema = JSON.readTree(acme.as(Roles.HRIS).get("/v1/policy-schema").asString());

        assertThat(isRequired(schema.at("/properties/matching"), "completionPercentMin"))
                .isFalse();
        assertThat(isRequired(schema.at("/properties/matching"), "maxMenteesPerMentor"))
                .isTrue();
        assertThat(shipped().path("matching").has("completionPercentMin")).isFalse();
    }

    private static boolean isRequired(JsonNode section, String value) {
        for (var required : section.path("required")) {
            if (required.asText().equals(value)) {
                return true;
            }
        }
        return false;
    }

    private void taken(String section, String value, int figure) throws IOException {
        var policy = shipped();
        ((ObjectNode) policy.path(section)).put(value, figure);
        assertThatCode(() -> policies.checked(policy)).as(value + " " + figure).doesNotThrowAnyException();
    }

    private void refused(String section, String value, Object figure) throws IOException {
        var policy = shipped();
        ((ObjectNode) policy.path(section)).set(value, JSON.valueToTree(figure));
        assertThatThrownBy(() -> policies.checked(policy))
                .as(value + " " + figure)
                .isInstanceOf(ConstraintViolationException.class);
    }

    private static JsonNode shipped() throws IOException {
        try (var text = PolicyTest.class.getResourceAsStream("/policy/default.json")) {
            return JSON.readTree(text);
        }
    }

    private ValidatableResponse save(ProgrammeId programme, int newHireDays, @Nullable String ifMatch) {
        var request = acme.lead().body(draft(programme, newHireDays));
        return (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .put(path(programme, "/draft"))
                .then();
    }

    private Map<String, Object> draft(ProgrammeId programme, int newHireDays) {
        return Company.with(acme.policy(programme), "decision", "newHireDays", newHireDays);
    }

    private ValidatableResponse publish(ProgrammeId programme, String ifMatch) {
        return acme.lead()
                .header("If-Match", ifMatch)
                .post(path(programme, "/draft:publish"))
                .then();
    }

    private static String path(ProgrammeId programme, String rest) {
        return "/v1/programmes/" + programme + "/policies" + rest;
    }
}
