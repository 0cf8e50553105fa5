package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.Roles;
import tandem.testing.RealParts;

/** Fields a caller may not set are sent along with those he may: who, whose tenant, and what others decide comes from elsewhere. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class MassAssignmentTest {

    private final Company acme = new Company();
    private final Company globex = new Company();
    private ProgrammeId programme = new ProgrammeId(UUID.randomUUID());
    private PersonId ada = new PersonId(UUID.randomUUID());
    private PersonId victim = ada;

    @BeforeEach
    void live() {
        programme = acme.opens();
        ada = acme.participant(programme, "E1");
        victim = acme.participant(programme, "E2");
        acme.employs("E3");
    }

    @Test
    void opensAProgrammeInTheCallersTenantAndUnsigned() {
        var plan = Company.plan();
        plan.putAll(Map.of(
                "tenant",
                globex.tenant(),
                "programme",
                UUID.randomUUID().toString(),
                "signedOffAt",
                "2026-01-01T00:00:00Z",
                "policyVersion",
                9,
                "revision",
                7));

        String opened = acme.lead()
                .body(plan)
                .post("/v1/programmes")
                .then()
                .statusCode(201)
                .body("signedOffAt", nullValue())
                .body("policyVersion", equalTo(1))
                .body("programme", not(plan.get("programme")))
                .extract()
                .path("programme");

        globex.lead().get("/v1/programmes/" + opened).then().statusCode(404);
        globex.lead().get("/v1/programmes").then().body("items", empty());
    }

    @Test
    void approvesNobodyWhoIsOnlyNamed() {
        acme.lead()
                .body(Map.of(
                        "programme",
                        programme,
                        "employeeNumbers",
                        List.of("E3"),
                        "approved",
                        true,
                        "state",
                        "ENROLLED",
                        "source",
                        "SELF",
                        "tenant",
                        globex.tenant(),
                        "person",
                        victim))
                .post("/v1/nominations");

        acme.lead()
                .get("/v1/nominations?programme=" + programme)
                .then()
                .body("items", hasSize(1))
                .body("items[0].approvedAt", nullValue())
                .body("items[0].state", equalTo("NOMINATED"))
                .body("items[0].person", not(victim.toString()));
    }

    @Test
    void takesAStatementForNobodyElseAndUnderNoOtherBasis() {
        acme.as(Roles.PARTICIPANT, ada)
                .body(Map.of(
                        "granted",
                        true,
                        "textVersion",
                        "1",
                        "language",
                        "en",
                        "person",
                        victim,
                        "tenant",
                        globex.tenant(),
                        "basis",
                        "CONTRACT",
                        "consentVersion",
                        99,
                        "statedBy",
                        "hris"))
                .put("/v1/me/consents/IMPACT")
                .then()
                .statusCode(200);

        acme.as(Roles.PARTICIPANT, ada)
                .get("/v1/me/consent-ledger")
                .then()
                .body("items[0].basis", equalTo("CONSENT"))
                .body("items[0].consentVersion", equalTo(1))
                .body("items[0].statedBy", equalTo(ada.toString()));
        acme.as(Roles.PARTICIPANT, victim)
                .get("/v1/me/consents")
                .then()
                .body("consents.purpose", not(hasItem("IMPACT")));
    }

    @Test
    void forgetsNobodyElse() {
        acme.as(Roles.PARTICIPANT, ada)
                .body(Map.of("person", victim, "id", victim, "tenant", globex.tenant()))
                .post("/v1/me:erase")
                .then()
                .statusCode(202);

        acme.as(Roles.PARTICIPANT, victim).get("/v1/me").then().statusCode(200);
        acme.as(Roles.PARTICIPANT, ada).get("/v1/me").then().statusCode(404);
    }

    @Test
    void exportsNobodyElse() {
        String ticket = acme.as(Roles.PARTICIPANT, ada)
                .body(Map.of("person", victim, "expiresAt", "2099-01-01T00:00:00Z"))
                .post("/v1/me:export")
                .then()
                .statusCode(201)
                .extract()
                .path("export");

        acme.as(Roles.PARTICIPANT, victim)
                .get("/v1/me/exports/" + ticket)
                .then()
                .statusCode(404);
        globex.as(Roles.PARTICIPANT, ada).get("/v1/me/exports/" + ticket).then().statusCode(404);
        acme.as(Roles.PARTICIPANT, ada)
                .get("/v1/me/exports/" + ticket)
                .then()
                .statusCode(200)
                .body("person", equalTo(ada.toString()));
    }

    /** The tenant of an event is that of the token, the person that of the number. */
    @Test
    void postsAnEmployeeIntoNoOtherTenantAndOverNoOtherPerson() {
        var data = new HashMap<>(Company.employee("E4"));
        data.putAll(Map.of("tenant", globex.tenant(), "person", victim.toString(), "approved", true));
        var event = acme.event("tandem.hr.employee-upserted.v1", data);
        event.put("tenant", globex.tenant());

        var status = acme.send(event).statusCode();

        assertThat(status).isIn(202, 422);
        assertThat(globex.as(Roles.PROGRAM_LEAD, victim)
                        .body(Map.of("employeeNumbers", List.of("E4")))
                        .post("/v1/directory:find")
                        .jsonPath()
                        .getString("E4"))
                .isNull();
        acme.as(Roles.PARTICIPANT, victim).get("/v1/me").then().body("givenName", equalTo("GivenE2"));
    }

    @Test
    void savesADraftForNobodyElse() {
        acme.as(Roles.PARTICIPANT, ada)
                .body(Map.of(
                        "formVersion",
                        1,
                        "answers",
                        Map.of("trigger", "ROLE_CHANGE"),
                        "person",
                        victim,
                        "submitted",
                        true))
                .put("/v1/me/intake-draft");

        acme.as(Roles.PARTICIPANT, victim).get("/v1/me/intake-draft").then().statusCode(404);
        acme.as(Roles.PARTICIPANT, ada).get("/v1/me/intakes").then().body("items", empty());
    }
}
