package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.events.PersonId;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.AuditHeadService;
import tandem.runtime.audit.AuditSealService;
import tandem.testing.AppDatabase;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

/** The trail: who did what, who looked up whom. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class AuditTest {

    private static final PersonId GUS = new PersonId(UUID.fromString("6c8a1f6e-4b7e-4d0c-9d55-2f1f53a5a009"));
    private static final String LEAD = "6c8a1f6e-4b7e-4d0c-9d55-2f1f53a5a001";

    private final Company acme = new Company();
    private final AuditSealService sealer;
    private final AuditHeadService heads;

    AuditTest(AuditSealService sealer, AuditHeadService heads) {
        this.sealer = sealer;
        this.heads = heads;
    }

    @Test
    void writesDownWhoDidWhat() {
        var programme = acme.opens();

        assertThat(trail("").getList("items.what")).endsWith("POST /v1/programmes");
        assertThat(trail("").getString("items[-1].by")).isEqualTo(LEAD);
        assertThat(trail("").getList("items[-1].roles")).contains("program-lead");
        assertThat(programme).isNotNull();
    }

    @Test
    void writesDownWhoLookedUpWhom() {
        var ada = acme.participant(acme.opens(), "E1");

        acme.lead().body(Map.of("persons", List.of(ada))).post("/v1/directory:resolve");

        var seen = trail("&about=" + ada);
        assertThat(seen.getString("items[0].what")).isEqualTo("directory:resolve");
        assertThat(seen.getString("items[0].by")).isEqualTo(LEAD);
        assertThat(seen.getInt("items[0].counts.asked")).isEqualTo(1);
        acme.as(Roles.PARTICIPANT, ada)
                .get("/v1/me/lookups")
                .then()
                .statusCode(200)
                .body("items.what", hasItem("directory:resolve"))
                .body("items.by", hasItem(LEAD));
    }

    @Test
    void writesDownWhoReadTheLedgerOfAPerson() {
        var ada = acme.participant(acme.opens(), "E1");

        acme.as(Roles.DATA_PROTECTION, GUS)
                .get("/v1/people/" + ada + "/consent-ledger")
                .then()
                .statusCode(200);

        assertThat(trail("&about=" + ada).getString("items[0].what")).isEqualTo("GET /v1/people/{id}/consent-ledger");
    }

    @Test
    void writesDownWhoReadTheDecisionOfAPersonAndNotWhoReadTheirOwn() {
        var programme = acme.opens();
        var ada = acme.participant(programme, "E1");
        acme.accepted(
                "tandem.hr.intake-submitted.v1", Company.intake("E1", programme, "PERFORMANCE_GAP", "DELEGATION"));
        var decision = acme.lead().get("/v1/decisions").jsonPath().getString("items[0].decision");

        acme.as(Roles.PARTICIPANT, ada).get("/v1/decisions/" + decision).then().statusCode(200);
        acme.lead().get("/v1/decisions/" + decision).then().statusCode(200);

        var seen = trail("&about=" + ada);
        assertThat(seen.getString("items[0].what")).isEqualTo("GET /v1/decisions/{id}");
        assertThat(seen.getString("items[0].by")).isEqualTo(LEAD);
        assertThat(trail("").getList("items.what"))
                .containsOnlyOnce("GET /v1/decisions/{id}")
                .doesNotContain("GET /v1/decisions");
    }

    @Test
    void writesDownWhoReadTheReceiptOfAPerson() {
        var ada = acme.participant(acme.opens(), "E1");
        acme.as(Roles.PARTICIPANT, ada)
                .body(Map.of("granted", true, "textVersion", "1", "language", "en"))
                .put("/v1/me/consents/MATCHING")
                .then()
                .statusCode(200);
        String receipt = acme.as(Roles.PARTICIPANT, ada)
                .get("/v1/me/consent-ledger")
                .jsonPath()
                .getString("items[0].id");

        for (var type : List.of("application/json", "application/jose")) {
            acme.as(Roles.PARTICIPANT, ada)
                    .accept(type)
                    .get("/v1/receipts/" + receipt)
                    .then()
                    .statusCode(200);
            acme.as(Roles.DATA_PROTECTION, GUS)
                    .accept(type)
                    .get("/v1/receipts/" + receipt)
                    .then()
                    .statusCode(200);
        }

        var seen = trail("&about=" + ada);
        assertThat(seen.getList("items.what").subList(0, 2)).containsOnly("GET /v1/receipts/{id}");
        assertThat(trail("").getList("items.what"))
                .filteredOn("GET /v1/receipts/{id}"::equals)
                .hasSize(2);
    }

    @Test
    void tellsAPersonWhoDidSomethingAboutThem() {
        var programme = acme.opens();
        acme.employs("E1");
        var ada = acme.person("E1");
        var nomination = acme.lead()
                .body(Map.of("programme", programme, "employeeNumbers", List.of("E1")))
                .post("/v1/nominations")
                .jsonPath()
                .getString("nominations[0].nomination");
        acme.lead()
                .body(Map.of("reason", "WRONG_TIME"))
                .post("/v1/nominations/" + nomination + ":reject")
                .then()
                .statusCode(200);
        acme.enrols(programme, "E1");
        acme.accepted(
                "tandem.hr.intake-submitted.v1",
                Company.intake("E1", programme, "PROMOTION_PATHWAY", "NETWORK_BUILDING", "DELEGATION"));
        var decision = acme.lead().get("/v1/decisions").jsonPath().getString("items[0].decision");
        acme.lead()
                .body(Map.of("instead", "COACHING", "reason", "NO_CAPACITY"))
                .post("/v1/decisions/" + decision + ":except")
                .then()
                .statusCode(201);
        sealer.seal();

        var seen = acme.as(Roles.PARTICIPANT, ada).get("/v1/me/lookups").jsonPath();

        assertThat(seen.getList("items.what"))
                .containsExactly(
                        "POST /v1/decisions/{id}:except",
                        "POST /v1/programmes/{id}/participants",
                        "POST /v1/nominations/{id}:reject",
                        "POST /v1/nominations",
                        "directory:find");
        assertThat(seen.getList("items.by")).containsOnly(LEAD);
    }

    @Test
    void writesNothingAboutWhatWasRefused() {
        acme.lead().body(Map.of("name", "x")).post("/v1/programmes").then().statusCode(422);

        assertThat(trail("").getList("items")).isEmpty();
    }

    @Test
    void writesARepeatedRequestDownOnce() {
        var key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            Company.call(Tokens.of(acme.tenant())
                            .role(Roles.PROGRAM_LEAD)
                            .person(PersonId.of(LEAD))
                            .sign())
                    .contentType("application/json")
                    .header("Idempotency-Key", key)
                    .body(Company.plan())
                    .post("/v1/programmes")
                    .then()
                    .statusCode(201);
        }

        assertThat(trail("").getList("items")).hasSize(1);
    }

    @Test
    void linksWhatManyWriteAtOnceWithoutAFork() {
        var programme = acme.opens();
        IntStream.range(0, 40).parallel().forEach(i -> {
            looksUp("E" + i % 3);
            sealer.seal();
        });

        var seqs = trail("").getList("items.seq", Long.class);
        assertThat(programme).isNotNull();
        assertThat(seqs).hasSizeGreaterThan(40);
        assertThat(seqs)
                .isEqualTo(IntStream.range(0, seqs.size())
                        .mapToObj(i -> (long) seqs.size() - i)
                        .toList());
    }

    @Test
    void pagesWithinBounds() {
        for (int i = 0; i < 3; i++) {
            looksUp("E" + i);
        }
        sealer.seal();

        var first = page("?limit=2");
        first.then().body("items.seq", contains(3, 2)).body("next", notNullValue());
        page("?limit=2&cursor=" + first.jsonPath().getString("next")).then().body("items.seq", contains(1));
        page("?limit=1000").then().statusCode(422);
    }

    @Test
    void namesNobodyWhoWasErased() {
        var programme = acme.opens();
        var ada = acme.participant(programme, "E1");
        acme.as(Roles.PARTICIPANT, ada)
                .body(Map.of("granted", true, "textVersion", "1", "language", "en"))
                .put("/v1/me/consents/MATCHING");
        sealer.seal();
        var before = trail("").getList("items.hash");

        acme.as(Roles.PARTICIPANT, ada).post("/v1/me:erase").then().statusCode(202);

        var after = trail("");
        assertThat(after.prettify()).doesNotContain(ada.toString());
        assertThat(after.getList("items.what"))
                .contains("PUT /v1/me/consents/{purpose}", "POST /v1/me:erase", "forgotten");
        assertThat(after.getList("items.hash")).endsWith(before.toArray());
    }

    @Test
    void isReadByDataProtectionAlone() {
        for (var role : List.of(Roles.PROGRAM_LEAD, Roles.HR_PARTNER, Roles.OPERATIONS_OWNER, Roles.PARTICIPANT)) {
            acme.as(role, GUS).get("/v1/audit").then().statusCode(403);
            acme.as(role, GUS).get("/v1/audit/head").then().statusCode(403);
        }
    }

    @Test
    void signsWhereItStands() throws Exception {
        acme.opens();
        sealer.seal();
        heads.publishAll();

        var signed = JWSObject.parse(
                acme.as(Roles.DATA_PROTECTION, GUS).get("/v1/audit/head").asString());

        var keys = JWKSet.parse(
                RestAssured.given().get("/v1/keys/" + acme.tenant()).asString());
        assertThat(signed.verify(new ECDSAVerifier(
                        keys.getKeyByKeyId(signed.getHeader().getKeyID()).toECKey())))
                .isTrue();
        assertThat(signed.getPayload().toJSONObject())
                .containsEntry("hash", trail("").getString("items[0].hash"))
                .containsEntry("tenant", acme.tenant());
        assertThat(count("select count(*) from tandem.audit_head where tenant = '" + acme.tenant() + "'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update tandem.audit_entry set content = '{}'",
                "delete from tandem.audit_entry",
                "update tandem.audit_link set seq = seq + 1",
                "delete from tandem.audit_link",
                "insert into tandem.audit_link (tenant, seq, entry, hash) values ('x', 1, gen_random_uuid(), '')",
                "delete from tandem.audit_pending",
                "update tandem.audit_reference set ordinal = 9",
                "delete from tandem.audit_head"
            })
    void refusesTheServiceItselfAnyChange(String tampering) throws SQLException {
        try (var connection = AppDatabase.connectAsApp()) {
            assertThatThrownBy(() -> connection.createStatement().executeUpdate(tampering))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    private void looksUp(String number) {
        acme.lead()
                .body(Map.of("employeeNumbers", List.of(number)))
                .post("/v1/directory:find")
                .then()
                .statusCode(200);
    }

    private Response page(String query) {
        return acme.as(Roles.DATA_PROTECTION, GUS).get("/v1/audit" + query);
    }

    private JsonPath trail(String filter) {
        sealer.seal();
        var answer = page("?limit=200" + filter);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private static int count(String query) throws SQLException {
        try (var connection = AppDatabase.connect();
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
