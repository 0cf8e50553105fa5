package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.events.ConsentItem;
import tandem.events.ConsentItem.Recipient;
import tandem.events.IntakeEvent.ConsentGranted;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.IntakeEvent.RemovalReported;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.intake.consent.ConsentExpiryJob;
import tandem.runtime.actor.Roles;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

/** Consent item by item (R67, R115, R124): one field, for one kind of reader, about one note. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class ConsentItemTest {

    private static final UUID NOTE = UUID.fromString("01900000-0000-7000-8000-00000000000a");
    private static final UUID OTHER_NOTE = UUID.fromString("01900000-0000-7000-8000-00000000000b");

    private final Company acme = new Company();
    private final ConsentExpiryJob expiry;
    private PersonId ada = new PersonId(NOTE);

    ConsentItemTest(ConsentExpiryJob expiry) {
        this.expiry = expiry;
    }

    @BeforeEach
    void enrol() {
        ada = acme.participant(acme.opens(), "E1");
    }

    @Test
    void tellsWhichFieldMayGoToWhom() {
        shares(NOTE, Recipient.HR_PARTNER).then().statusCode(200);
        gives(Purpose.RECOGNITION, true, item("MILESTONE", Recipient.COMPANY, null), null)
                .then()
                .statusCode(200);

        assertThat(granted())
                .extracting(ConsentGranted::item)
                .containsExactly(
                        new ConsentItem("NOTE", Recipient.HR_PARTNER, NOTE),
                        new ConsentItem("MILESTONE", Recipient.COMPANY, null));
        me().get("/v1/me/consents")
                .then()
                .body("consents.find { it.purpose == 'NOTE_SHARING' }.item.about", equalTo(NOTE.toString()))
                .body("consents.find { it.purpose == 'NOTE_SHARING' }.basis", equalTo("CONSENT"))
                .body("consents.find { it.purpose == 'NOTE_SHARING' }.textVersion", equalTo("2030-1"))
                .body("consents.find { it.purpose == 'NOTE_SHARING' }.language", equalTo("de"));
    }

    @Test
    void keepsTheItemInLedgerReceiptExportAndLens() {
        shares(NOTE, Recipient.SPONSOR);

        var entry = me().get("/v1/me/consent-ledger").jsonPath();
        assertThat(entry.getString("items[0].itemField")).isEqualTo("NOTE");
        assertThat(entry.getString("items[0].itemRecipient")).isEqualTo("SPONSOR");
        assertThat(entry.getString("items[0].itemAbout")).isEqualTo(NOTE.toString());
        assertThat(entry.getString("items[0].statedBy")).isEqualTo(ada.toString());
        me().get("/v1/receipts/" + entry.getString("items[0].id"))
                .then()
                .body("pii_processing[0].purposes[0].purpose", equalTo("NOTE_SHARING"))
                .body("pii_processing[0].purposes[0].pii_information[0].pii_type", equalTo("NOTE"))
                .body("pii_processing[0].purposes[0].pii_information[0].pii_reference", equalTo(NOTE.toString()))
                .body("pii_processing[0].purposes[0].recipients", contains("SPONSOR"));
        String ticket = me().body(Map.of()).post("/v1/me:export").jsonPath().getString("export");
        me().get("/v1/me/exports/" + ticket)
                .then()
                .body("held.consent.find { it.purpose == 'NOTE_SHARING' }.recipient", equalTo("SPONSOR"))
                .body("held.consent_entry.find { it.purpose == 'NOTE_SHARING' }.item_about", equalTo(NOTE.toString()));
        me().get("/v1/visibility")
                .then()
                .body("purposes.find { it.purpose == 'NOTE_SHARING' }.granted", equalTo(true))
                .body("purposes.find { it.purpose == 'NOTE_SHARING' }.items.about", contains(NOTE.toString()))
                .body("purposes.find { it.purpose == 'RECOGNITION' }.items", hasSize(0));
    }

    @Test
    void takesBackOneItemAndLeavesTheOthers() {
        shares(NOTE, Recipient.HR_PARTNER);
        shares(OTHER_NOTE, Recipient.HR_PARTNER);
        shares(NOTE, Recipient.SPONSOR);

        String removal = gives(Purpose.NOTE_SHARING, false, item("NOTE", Recipient.HR_PARTNER, NOTE), null)
                .then()
                .statusCode(200)
                .body("removal", notNullValue())
                .extract()
                .path("removal");

        assertThat(OutboxRows.events(acme.tenant(), ConsentWithdrawn.class))
                .singleElement()
                .satisfies(
                        told -> assertThat(told.item()).isEqualTo(new ConsentItem("NOTE", Recipient.HR_PARTNER, NOTE)));
        assertThat(OutboxRows.events(acme.tenant(), RemovalReported.class))
                .singleElement()
                .satisfies(told -> assertThat(told.removal()).hasToString(removal));
        me().get("/v1/visibility").then().body("purposes.find { it.purpose == 'NOTE_SHARING' }.items", hasSize(2));
    }

    @Test
    void raisesTheVersionOfTheItemAlone() {
        shares(NOTE, Recipient.COACH);
        gives(Purpose.NOTE_SHARING, false, item("NOTE", Recipient.COACH, NOTE), null);
        shares(NOTE, Recipient.COACH);
        shares(OTHER_NOTE, Recipient.COACH);

        assertThat(granted()).extracting(ConsentGranted::consentVersion).containsExactly(1L, 3L, 1L);
    }

    @Test
    void endsAnItemWhoseTimeIsOver() {
        var soon = Instant.now(Clock.systemUTC()).plusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
        gives(Purpose.HANDOFF_DETAIL, true, item("DEVELOPMENT_GOAL", Recipient.MENTOR, null), soon)
                .then()
                .statusCode(200);
        shares(NOTE, Recipient.MENTOR);

        expiry.runUntil(soon);

        assertThat(OutboxRows.events(acme.tenant(), ConsentWithdrawn.class))
                .singleElement()
                .satisfies(told ->
                        assertThat(told.item()).isEqualTo(new ConsentItem("DEVELOPMENT_GOAL", Recipient.MENTOR, null)));
        me().get("/v1/me/consent-ledger")
                .then()
                .body("items[0].statedBy", equalTo("expiry"))
                .body("items[0].itemField", equalTo("DEVELOPMENT_GOAL"));
    }

    /** What runs out is withdrawn like what is taken back: told, removed, reported, and awaited from the others. */
    @ParameterizedTest
    @EnumSource
    void endsEveryPurposeWhoseTimeIsOver(Purpose purpose) {
        var soon = Instant.now(Clock.systemUTC()).plusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
        var item = switch (purpose) {
            case HANDOFF_DETAIL -> item("DEVELOPMENT_GOAL", Recipient.MENTOR, null);
            case NOTE_SHARING -> item("NOTE", Recipient.MENTOR, NOTE);
            case RECOGNITION -> item("MILESTONE", Recipient.COMPANY, null);
            case PROGRAMME, MATCHING, CALENDAR, IMPACT, COMPARISON, FAIRNESS -> null;
        };
        gives(purpose, true, item, soon).then().statusCode(200);

        expiry.runUntil(soon);

        var told = OutboxRows.events(acme.tenant(), ConsentWithdrawn.class);
        assertThat(told).extracting(ConsentWithdrawn::purpose).containsExactly(purpose);
        assertThat(OutboxRows.events(acme.tenant(), RemovalReported.class))
                .extracting(RemovalReported::removal)
                .containsExactly(told.getFirst().removal());
        me().get("/v1/removals/" + told.getFirst().removal())
                .then()
                .body("awaited", containsInAnyOrder("matching-service", "session-service", "analytics-service"));
    }

    @ParameterizedTest
    @CsvSource({
        "NOTE_SHARING, NOTE, COMPANY, true",
        "NOTE_SHARING, NOTE, HR_PARTNER, false",
        "NOTE_SHARING, what she said on Monday, HR_PARTNER, true",
        "HANDOFF_DETAIL, DEVELOPMENT_GOAL, HR_PARTNER, true",
        "RECOGNITION, MILESTONE, MENTOR, false",
        "MATCHING, SKILLS, MENTOR, false"
    })
    void refusesAnItemThePurposeDoesNotKnow(Purpose purpose, String field, Recipient recipient, boolean about) {
        gives(purpose, true, item(field, recipient, about ? NOTE : null), null)
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/consent-item-refused"));
    }

    @ParameterizedTest
    @CsvSource({"HANDOFF_DETAIL", "NOTE_SHARING", "RECOGNITION"})
    void givesNothingAsAWholeThatIsGivenItemByItem(Purpose purpose) {
        gives(purpose, true, null, null)
                .then()
                .statusCode(422)
                .body("detail", startsWith(purpose + " is given item by item"));
        assertThat(acme.refused(
                        "tandem.hr.consent-recorded.v1", Company.consent("E1", purpose, true, acme.nextInstant())))
                .isEqualTo("consent-item-refused");
        assertThat(granted()).isEmpty();
    }

    @Test
    void forgetsItemsWithThePerson() {
        shares(NOTE, Recipient.MENTOR);

        me().post("/v1/me:erase").then().statusCode(202);

        acme.as(Roles.DATA_PROTECTION, new PersonId(OTHER_NOTE))
                .get("/v1/people/" + ada + "/consent-ledger")
                .then()
                .statusCode(404);
    }

    private List<ConsentGranted> granted() {
        return OutboxRows.events(acme.tenant(), ConsentGranted.class).stream()
                .filter(told -> told.purpose() != Purpose.PROGRAMME)
                .toList();
    }

    private Response shares(UUID note, Recipient with) {
        return gives(Purpose.NOTE_SHARING, true, item("NOTE", with, note), null);
    }

    private Response gives(
            Purpose purpose, boolean granted, @Nullable Map<String, Object> item, @Nullable Instant expiresAt) {
        var decision =
                new HashMap<String, Object>(Map.of("granted", granted, "textVersion", "2030-1", "language", "de"));
        if (item != null) {
            decision.put("item", item);
        }
        if (expiresAt != null) {
            decision.put("expiresAt", expiresAt.toString());
        }
        return me().body(decision).put("/v1/me/consents/" + purpose);
    }

    private static Map<String, Object> item(String field, Recipient recipient, @Nullable UUID about) {
        var item = new HashMap<String, Object>(Map.of("field", field, "recipient", recipient.name()));
        if (about != null) {
            item.put("about", about.toString());
        }
        return item;
    }

    private RequestSpecification me() {
        return acme.as(Roles.PARTICIPANT, ada);
    }
}
