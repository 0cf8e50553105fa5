package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.IntakeEvent.ErasureRequested;
import tandem.events.MatchId;
import tandem.events.MatchingEvent.MatchApproved;
import tandem.events.MatchingEvent.ProviderQualified;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.Purpose;
import tandem.events.RemovalId;
import tandem.events.RemovalScope;
import tandem.events.Track;
import tandem.intake.account.AccountRemovalJob;
import tandem.intake.removal.RemovalBacklog;
import tandem.runtime.actor.Roles;
import tandem.testing.AppDatabase;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

/** Withdrawals and erasures up to their certificates. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class RemovalTest {

    private static final PersonId GUS = new PersonId(UUID.fromString("6c8a1f6e-4b7e-4d0c-9d55-2f1f53a5a009"));

    private final Company acme = new Company();
    private final Following others;
    private final AccountRemovalJob accountRemoval;
    private final RemovalBacklog backlog;

    RemovalTest(Following others, AccountRemovalJob accountRemoval, RemovalBacklog backlog) {
        this.others = others;
        this.backlog = backlog;
        this.accountRemoval = accountRemoval;
    }

    @Test
    void completesTheCertificateWhenEveryServiceHasReported() {
        acme.employs("E1");
        var ada = acme.person("E1");
        acme.consents("E1", Purpose.CALENDAR, true);
        acme.consents("E1", Purpose.CALENDAR, false);
        var removal = OutboxRows.events(acme.tenant(), ConsentWithdrawn.class)
                .getFirst()
                .removal();
        certificate(removal)
                .body("completedAt", nullValue())
                .body("awaited", contains("matching-service", "session-service", "analytics-service"));

        others.report(acme.tenant(), ada, removal, RemovalScope.PURPOSE);

        certificate(removal)
                .body("completedAt", notNullValue())
                .body("awaited", hasSize(0))
                .body("reports.find { it.service == 'session-service' }.counts.calendars", equalTo(1));
    }

    @Test
    void hearsAServiceThatReportsTwiceOnce() {
        acme.employs("E1");
        var ada = acme.person("E1");
        acme.consents("E1", Purpose.CALENDAR, false);
        var removal = OutboxRows.events(acme.tenant(), ConsentWithdrawn.class)
                .getFirst()
                .removal();

        others.report(acme.tenant(), ada, removal, RemovalScope.PURPOSE);
        others.report(acme.tenant(), ada, removal, RemovalScope.PURPOSE);

        certificate(removal).body("reports", hasSize(4));
    }

    @Test
    void signsACompleteCertificateForSomebodyWhoHasNoAccountAnyMore() throws Exception {
        var ada = acme.participant(acme.opens(), "E1");
        var removal = RemovalId.of(
                acme.as(Roles.PARTICIPANT, ada).post("/v1/me:erase").jsonPath().getString("removal"));
        var path = "/v1/certificates/" + acme.tenant() + "/" + removal;
        RestAssured.given().get(path).then().statusCode(409).body("type", equalTo("/problems/removal-open"));

        others.report(acme.tenant(), ada, removal, RemovalScope.PERSON);

        var signed = JWSObject.parse(RestAssured.given().get(path).asString());
        var keys = JWKSet.parse(
                RestAssured.given().get("/v1/keys/" + acme.tenant()).asString());
        assertThat(signed.verify(new ECDSAVerifier(
                        keys.getKeyByKeyId(signed.getHeader().getKeyID()).toECKey())))
                .isTrue();
        assertThat(signed.getPayload().toString())
                .contains("session-service", "\"calendars\":1", "tookSeconds")
                .doesNotContain(ada.toString());
        RestAssured.given()
                .get("/v1/certificates/" + new Company().tenant() + "/" + removal)
                .then()
                .statusCode(404);
    }

    @Test
    void showsWhichRemovalsWaitForWhom() {
        acme.employs("E1");
        acme.consents("E1", Purpose.CALENDAR, false);

        acme.as(Roles.DATA_PROTECTION, GUS)
                .get("/v1/removals")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].awaited", hasItem("session-service"));
        backlog.sample();
        assertThat(RestAssured.given().get("/q/metrics").asString())
                .contains("tandem_removal_open", "tandem_removal_overdue", "tandem_removal_age_seconds");
    }

    @Test
    void leavesNothingOfAnErasedPersonInAnyTable() throws SQLException {
        var programme = acme.opens();
        var ada = acme.participant(programme, "CANARY");
        acme.consents("CANARY", Purpose.MATCHING, true);
        acme.accepted(
                "tandem.hr.intake-submitted.v1", Company.intake("CANARY", programme, "ROLE_CHANGE", "DELEGATION"));
        acme.lead().body(Map.of("persons", List.of(ada))).post("/v1/directory:resolve");

        acme.as(Roles.PARTICIPANT, ada)
                .post("/v1/me:erase")
                .then()
                .statusCode(202)
                .body("removal", notNullValue());

        assertThat(tablesHolding(ada)).isEmpty();
        assertThat(OutboxRows.events(acme.tenant(), ErasureRequested.class))
                .singleElement()
                .satisfies(told -> assertThat(told.erasedAs()).isNotEqualTo(ada.value()));
    }

    @Test
    void keepsNamesAddressesAndGoalsUnreadableInEveryTableBeforeAndAfter() throws SQLException {
        var programme = acme.opens();
        var ada = acme.participant(programme, "CANARYNINE");
        acme.consents("CANARYNINE", Purpose.MATCHING, true);
        acme.accepted(
                "tandem.hr.intake-submitted.v1", Company.intake("CANARYNINE", programme, "ROLE_CHANGE", "DELEGATION"));
        var broken = Company.employee("CANARYNINE");
        broken.put("timeZone", "Nowhere/GivenCANARYNINE");
        acme.send(acme.event("tandem.hr.employee-upserted.v1", broken));
        var canaries = List.of("GivenCANARYNINE", "FamilyCANARYNINE", "canarynine@example.com", "I want to");

        assertThat(tablesSaying(canaries)).isEmpty();
        acme.as(Roles.PARTICIPANT, ada).post("/v1/me:erase").then().statusCode(202);
        assertThat(tablesSaying(canaries)).isEmpty();
    }

    @Test
    void writesNothingAboutSomeoneErasedWhenLateNewsArrives() throws SQLException {
        var programme = acme.opens();
        var ada = acme.participant(programme, "E1");
        var coach = acme.participant(programme, "E2");
        acme.as(Roles.PARTICIPANT, ada).post("/v1/me:erase").then().statusCode(202);

        others.tell(acme.tenant(), new MatchApproved(new MatchId(UUID.randomUUID()), programme, ada, coach, 1));
        others.tell(
                acme.tenant(),
                new ProviderQualified(ada, ProviderType.INTERNAL, Set.of(Track.COACHING), 3, null, null));
        acme.as(Roles.PARTICIPANT, ada)
                .body(Map.of("granted", true, "textVersion", "2030-1", "language", "de"))
                .put("/v1/me/consents/MATCHING")
                .then()
                .statusCode(404);

        assertThat(tablesHolding(ada)).isEmpty();
    }

    @Test
    void tellsNoNameOnAnyTopic() throws SQLException {
        var programme = acme.opens();
        var ada = acme.participant(programme, "CANARYTWO");
        acme.consents("CANARYTWO", Purpose.MATCHING, true);
        acme.accepted(
                "tandem.hr.intake-submitted.v1", Company.intake("CANARYTWO", programme, "ROLE_CHANGE", "DELEGATION"));

        try (var connection = AppDatabase.connect();
                var rows = connection
                        .createStatement()
                        .executeQuery("select count(*) from tandem.outbox"
                                + " where convert_from(payload, 'UTF8') ~* 'canarytwo|I want to'")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
        assertThat(ada).isNotNull();
    }

    @Test
    void takesTheAccountAwayBeforeTheCertificateIsComplete() {
        var ada = acme.participant(acme.opens(), "E1");
        acme.lead()
                .body(Map.of("person", ada, "role", "participant"))
                .post("/v1/invitations")
                .then()
                .statusCode(201);
        var removal = RemovalId.of(acme.as(Roles.DATA_PROTECTION, GUS)
                .post("/v1/people/" + ada + ":erase")
                .jsonPath()
                .getString("removal"));
        others.report(acme.tenant(), ada, removal, RemovalScope.PERSON);
        certificate(removal).body("awaited", contains("identity-provider"));

        accountRemoval.run();

        certificate(removal).body("completedAt", notNullValue());
        assertThat(FakeKeycloak.userOf(ada.toString())).isEmpty();
    }

    @Test
    void triesAgainWhileTheIdentityProviderIsDown() {
        var ada = acme.participant(acme.opens(), "E2");
        acme.lead().body(Map.of("person", ada, "role", "participant")).post("/v1/invitations");
        var removal = RemovalId.of(acme.as(Roles.DATA_PROTECTION, GUS)
                .post("/v1/people/" + ada + ":erase")
                .jsonPath()
                .getString("removal"));
        FakeKeycloak.down(true);
        try {
            accountRemoval.run();
        } finally {
            FakeKeycloak.down(false);
        }

        accountRemoval.run();

        assertThat(FakeKeycloak.userOf(ada.toString())).isEmpty();
        certificate(removal).body("reports.service", hasItem("identity-provider"));
    }

    @Test
    void findsNobodyToEraseTwice() {
        var ada = acme.participant(acme.opens(), "E1");
        acme.as(Roles.DATA_PROTECTION, GUS).post("/v1/people/" + ada + ":erase");

        acme.as(Roles.DATA_PROTECTION, GUS)
                .post("/v1/people/" + ada + ":erase")
                .then()
                .statusCode(404);
    }

    @Test
    void leavesErasureToDataProtection() {
        var ada = acme.participant(acme.opens(), "E1");

        acme.lead().post("/v1/people/" + ada + ":erase").then().statusCode(403);
    }

    @Test
    void showsNoCertificateOfAnotherTenant() {
        acme.employs("E1");
        acme.consents("E1", Purpose.CALENDAR, false);
        var removal = OutboxRows.events(acme.tenant(), ConsentWithdrawn.class)
                .getFirst()
                .removal();

        new Company()
                .as(Roles.DATA_PROTECTION, GUS)
                .get("/v1/removals/" + removal)
                .then()
                .statusCode(404);
    }

    private ValidatableResponse certificate(RemovalId removal) {
        return acme.as(Roles.DATA_PROTECTION, GUS)
                .get("/v1/removals/" + removal)
                .then()
                .statusCode(200);
    }

    /** Every table of every schema in which one of the texts can be read, as text or in bytes: outbox and dead letters too. */
    private static List<String> tablesSaying(List<String> texts) throws SQLException {
        var saying = new ArrayList<String>();
        try (var connection = AppDatabase.connect();
                var tables = connection.createStatement().executeQuery("""
                        select format('%I.%I', table_schema, table_name) from information_schema.tables
                         where table_type = 'BASE TABLE' and table_schema in ('public', 'tandem')""")) {
            while (tables.next()) {
                for (var text : texts) {
                    var hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
                    var sql = "select count(*) from " + tables.getString(1) + " t where t::text ilike '%" + text
                            + "%' or t::text like '%" + hex + "%'";
                    try (var rows = connection.createStatement().executeQuery(sql)) {
                        rows.next();
                        if (rows.getInt(1) > 0) {
                            saying.add(tables.getString(1) + " says " + text);
                        }
                    }
                }
            }
        }
        return saying;
    }

    /** Every column of every table that still has the person's pseudonym, outside what is kept on purpose: the outbox. */
    private static List<String> tablesHolding(PersonId person) throws SQLException {
        var holding = new ArrayList<String>();
        try (var connection = AppDatabase.connect();
                var tables = connection.createStatement().executeQuery("""
                        select table_schema || '.' || table_name from information_schema.tables
                         where table_type = 'BASE TABLE'
                           and (table_schema = 'public' or table_name in ('person_key', 'mail'))""")) {
            while (tables.next()) {
                var table = tables.getString(1);
                try (var rows = connection
                        .createStatement()
                        .executeQuery("select count(*) from " + table + " t where t::text like '%" + person + "%'")) {
                    rows.next();
                    if (rows.getInt(1) > 0) {
                        holding.add(table);
                    }
                }
            }
        }
        return holding;
    }
}
