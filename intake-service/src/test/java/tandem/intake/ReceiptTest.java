package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tandem.events.IntakeEvent.ConsentGranted;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.intake.consent.ConsentExpiryJob;
import tandem.runtime.actor.Roles;
import tandem.testing.AppDatabase;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

/** The ledger of statements: texts, ends, and receipts that another library than the one that signed them checks. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class ReceiptTest {

    private static final PersonId GUS = new PersonId(UUID.fromString("6c8a1f6e-4b7e-4d0c-9d55-2f1f53a5a009"));

    private final Company acme = new Company();
    private final ConsentExpiryJob expiry;

    ReceiptTest(ConsentExpiryJob expiry) {
        this.expiry = expiry;
    }

    @Test
    void provesAConsentToWhoeverHoldsTheKeys() throws Exception {
        var ada = acme.participant(acme.opens(), "E1");
        decides(ada, Purpose.MATCHING, true, "2026-1", null);

        var signed = JWSObject.parse(receipt(ada, lastReceipt(ada)));

        assertThat(verifies(signed)).isTrue();
        assertThat(signed.getHeader().getType().getType()).isEqualTo("consent-receipt+json");
        assertThat(signed.getPayload().toJSONObject())
                .containsEntry("schema_version", "ISO/IEC TS 27560:2023")
                .containsEntry("pii_principal_id", ada.toString())
                .containsKeys("record_id", "receipt_id", "pii_processing", "party_identification", "event");
        assertThat(signed.getPayload().toString())
                .contains(
                        "\"event_state\":\"given\"",
                        "\"lawful_basis\":\"CONSENT\"",
                        "\"skillCodes\"",
                        "matching-service");
    }

    @Test
    void isNoProofOnceALetterOfItIsChanged() throws Exception {
        var ada = acme.participant(acme.opens(), "E1");
        decides(ada, Purpose.CALENDAR, false, "2026-1", null);
        var signed = JWSObject.parse(receipt(ada, lastReceipt(ada)));

        var forged = new JWSObject(
                signed.getHeader().toBase64URL(),
                Base64URL.encode(signed.getPayload().toString().replace("withdrawn", "given")),
                signed.getSignature());

        assertThat(verifies(forged)).isFalse();
    }

    @Test
    void staysAProofWhenTheKeyIsRotated() throws Exception {
        var ada = acme.participant(acme.opens(), "E1");
        decides(ada, Purpose.MATCHING, true, "2026-1", null);
        var before = JWSObject.parse(receipt(ada, lastReceipt(ada)));

        acme.as(Roles.DATA_PROTECTION, GUS)
                .post("/v1/keys:rotate")
                .then()
                .statusCode(201)
                .body("kid", notNullValue());

        var after = JWSObject.parse(receipt(ada, lastReceipt(ada)));
        assertThat(after.getHeader().getKeyID()).isNotEqualTo(before.getHeader().getKeyID());
        assertThat(after.getPayload().toString()).isEqualTo(before.getPayload().toString());
        assertThat(verifies(before)).isTrue();
        assertThat(verifies(after)).isTrue();
    }

    @Test
    void publishesNoPrivateHalf() throws ParseException {
        var ada = acme.participant(acme.opens(), "E1");
        receipt(ada, lastReceipt(ada));

        assertThat(keys().getKeys()).hasSize(1).noneMatch(key -> key.isPrivate());
    }

    @Test
    void hasNoKeysForTenantsThatSignedNothing() {
        RestAssured.given().get("/v1/keys/nobody").then().statusCode(404);
        RestAssured.given().get("/v1/keys/No%20Tenant").then().statusCode(404);
    }

    @Test
    void hidesReceiptsFromEverybodyElse() {
        var programme = acme.opens();
        var ada = acme.participant(programme, "E1");
        var ben = acme.participant(programme, "E2");
        var receipt = lastReceipt(ada);

        acme.as(Roles.PARTICIPANT, ben).get("/v1/receipts/" + receipt).then().statusCode(404);
        new Company()
                .as(Roles.DATA_PROTECTION, GUS)
                .get("/v1/receipts/" + receipt)
                .then()
                .statusCode(404);
        acme.as(Roles.DATA_PROTECTION, GUS)
                .get("/v1/receipts/" + receipt)
                .then()
                .statusCode(200);
    }

    @Test
    void tellsWhoStatedWhat() {
        var ada = acme.participant(acme.opens(), "E1");
        acme.consents("E1", Purpose.MATCHING, true);
        decides(ada, Purpose.MATCHING, false, "2026-1", null);

        acme.as(Roles.DATA_PROTECTION, GUS)
                .get("/v1/people/" + ada + "/consent-ledger?limit=2")
                .then()
                .statusCode(200)
                .body("items.statedBy", contains(ada.toString(), "hris"))
                .body("items.granted", contains(false, true))
                .body("next", notNullValue());
    }

    @Test
    void letsNobodyRewriteTheLedger() throws SQLException {
        acme.employs("E1");
        acme.consents("E1", Purpose.MATCHING, true);

        try (var connection = AppDatabase.connectAsApp()) {
            assertThatThrownBy(() -> connection
                            .createStatement()
                            .executeUpdate("update consent_entry set granted = not granted"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void withdrawsWhatHasRunOut() {
        var ada = acme.participant(acme.opens(), "E1");
        var soon = Instant.now(Clock.systemUTC()).plusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
        decides(ada, Purpose.MATCHING, true, "2026-1", soon).then().statusCode(200);

        expiry.runUntil(soon.minusSeconds(1));
        assertThat(withdrawn()).isEmpty();
        expiry.runUntil(soon);
        expiry.runUntil(soon);

        assertThat(withdrawn())
                .singleElement()
                .satisfies(told -> assertThat(told.purpose()).isEqualTo(Purpose.MATCHING));
        acme.as(Roles.PARTICIPANT, ada)
                .get("/v1/receipts/" + lastReceipt(ada))
                .then()
                .body("event[0].event_state", equalTo("expired"))
                .body("event[0].entity_id", equalTo("expiry"));
    }

    @Test
    void endsWithTheMonthsOfTheText() {
        var ada = acme.participant(acme.opens(), "E1");
        publishes("CALENDAR", "2026-1", "en", "May we read when you meet?", 6)
                .then()
                .statusCode(201);

        decides(ada, Purpose.CALENDAR, true, "2026-1", null).then().statusCode(200);

        acme.as(Roles.PARTICIPANT, ada)
                .get("/v1/me/consents")
                .then()
                .body("consents.find { it.purpose == 'CALENDAR' }.expiresAt", notNullValue());
        acme.as(Roles.PARTICIPANT, ada)
                .get("/v1/receipts/" + lastReceipt(ada))
                .then()
                .body("pii_processing[0].privacy_notice_sha256", notNullValue());
    }

    @Test
    void takesAYesToAPublishedTextOnlyWhereThereIsOne() {
        var ada = acme.participant(acme.opens(), "E1");
        publishes("MATCHING", "2026-1", "en", "May we use your goals?", null);

        decides(ada, Purpose.MATCHING, true, "2025-9", null)
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/consent-text-unknown"));
        decides(ada, Purpose.MATCHING, false, "2025-9", null).then().statusCode(200);
        assertThat(OutboxRows.events(acme.tenant(), ConsentGranted.class))
                .noneMatch(told -> told.purpose() == Purpose.MATCHING);
    }

    @Test
    void changesNoPublishedText() {
        publishes("IMPACT", "1", "de", "Dürfen wir zählen?", null).then().statusCode(201);

        publishes("IMPACT", "1", "de", "Dürfen wir zählen?", null).then().statusCode(200);
        publishes("IMPACT", "1", "de", "Wir zählen.", null)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/consent-text-fixed"));
        acme.as(Roles.DATA_PROTECTION, GUS)
                .get("/v1/consent-texts/IMPACT/1/de")
                .then()
                .body("content", equalTo("Dürfen wir zählen?"));
        acme.as(Roles.DATA_PROTECTION, GUS)
                .get("/v1/consent-texts")
                .then()
                .body("items", hasSize(1))
                .body("items.language", hasItem("de"));
    }

    @Test
    void refusesAYesThatIsOverBeforeItBegins() {
        var ada = acme.participant(acme.opens(), "E1");

        decides(ada, Purpose.MATCHING, true, "1", Instant.parse("2020-01-01T00:00:00Z"))
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/expiry-refused"));
    }

    private List<ConsentWithdrawn> withdrawn() {
        return OutboxRows.events(acme.tenant(), ConsentWithdrawn.class);
    }

    private Response decides(PersonId person, Purpose purpose, boolean yes, String text, @Nullable Instant until) {
        var body = new HashMap<String, Object>(Map.of("granted", yes, "textVersion", text, "language", "en"));
        if (until != null) {
            body.put("expiresAt", until.toString());
        }
        return acme.as(Roles.PARTICIPANT, person).body(body).put("/v1/me/consents/" + purpose);
    }

    private Response publishes(String purpose, String version, String language, String text, @Nullable Integer months) {
        var body = new HashMap<String, Object>(Map.of("content", text));
        if (months != null) {
            body.put("validMonths", months);
        }
        return acme.as(Roles.DATA_PROTECTION, GUS)
                .body(body)
                .put("/v1/consent-texts/" + purpose + "/" + version + "/" + language);
    }

    private String lastReceipt(PersonId person) {
        return acme.as(Roles.PARTICIPANT, person)
                .get("/v1/me/consent-ledger?limit=1")
                .jsonPath()
                .getString("items[0].id");
    }

    private String receipt(PersonId person, String id) {
        var answer =
                acme.as(Roles.PARTICIPANT, person).accept("application/jose").get("/v1/receipts/" + id);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.asString();
    }

    private JWKSet keys() throws ParseException {
        return JWKSet.parse(RestAssured.given().get("/v1/keys/" + acme.tenant()).asString());
    }

    private boolean verifies(JWSObject signed) throws ParseException, JOSEException {
        var key = keys().getKeyByKeyId(signed.getHeader().getKeyID());
        return signed.verify(new ECDSAVerifier(key.toECKey()));
    }
}
