package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tandem.events.IntakeEvent.ConsentGranted;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.IntakeEvent.RemovalReported;
import tandem.events.Purpose;
import tandem.runtime.actor.Roles;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

/** The consent ledger, fed by HR and by the person. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class ConsentTest {

    private static final String CONSENT = "tandem.hr.consent-recorded.v1";

    private final Company acme = new Company();

    @Test
    void tellsAGrantWithTheStateItOpens() {
        acme.employs("E1");

        acme.consents("E1", Purpose.MATCHING, true);

        assertThat(OutboxRows.events(acme.tenant(), ConsentGranted.class))
                .singleElement()
                .satisfies(told -> assertThat(told.consentVersion()).isEqualTo(1));
        assertThat(OutboxRows.of(acme.tenant()))
                .filteredOn(row -> row.purpose() == Purpose.MATCHING)
                .hasSize(1);
    }

    @Test
    void saysNothingWhenTheSameIsStatedAgain() {
        acme.employs("E1");

        acme.consents("E1", Purpose.MATCHING, true);
        acme.consents("E1", Purpose.MATCHING, true);

        assertThat(OutboxRows.events(acme.tenant(), ConsentGranted.class)).hasSize(1);
    }

    @Test
    void raisesTheVersionWithEveryChange() {
        acme.employs("E1");

        acme.consents("E1", Purpose.MATCHING, true);
        acme.consents("E1", Purpose.MATCHING, false);
        acme.consents("E1", Purpose.MATCHING, true);

        assertThat(OutboxRows.events(acme.tenant(), ConsentGranted.class))
                .extracting(ConsentGranted::consentVersion)
                .containsExactly(1L, 3L);
        assertThat(OutboxRows.events(acme.tenant(), ConsentWithdrawn.class))
                .extracting(ConsentWithdrawn::consentVersion)
                .containsExactly(2L);
    }

    @Test
    void reportsItsOwnRemovalRightAfterTheWithdrawal() {
        acme.employs("E1");
        acme.consents("E1", Purpose.MATCHING, true);

        acme.consents("E1", Purpose.MATCHING, false);

        var withdrawn = OutboxRows.events(acme.tenant(), ConsentWithdrawn.class).getFirst();
        assertThat(OutboxRows.events(acme.tenant(), RemovalReported.class))
                .singleElement()
                .satisfies(report -> assertThat(report.removal()).isEqualTo(withdrawn.removal()));
    }

    @Test
    void letsNoLateGrantUndoAWithdrawal() {
        acme.employs("E1");
        var early = acme.nextInstant();
        acme.consents("E1", Purpose.MATCHING, true);
        acme.consents("E1", Purpose.MATCHING, false);

        acme.accepted(CONSENT, Company.consent("E1", Purpose.MATCHING, true, early));

        assertThat(OutboxRows.events(acme.tenant(), ConsentGranted.class)).hasSize(1);
    }

    @Test
    void refusesAStatementFromTheFuture() {
        acme.employs("E1");

        assertThat(acme.refused(
                        CONSENT, Company.consent("E1", Purpose.MATCHING, true, Instant.parse("2999-01-01T00:00:00Z"))))
                .isEqualTo("recorded-in-future");
    }

    @Test
    void refusesGroupAttributesOnLessThanExplicitConsent() {
        acme.employs("E1");

        assertThat(acme.refused(CONSENT, Company.consent("E1", Purpose.FAIRNESS, true, acme.nextInstant())))
                .isEqualTo("basis-refused");
    }

    @Test
    void letsAPersonWithdrawWhateverTheClockOfHrSaid() {
        var ada = acme.participant(acme.opens(), "E1");
        acme.accepted(
                CONSENT,
                Company.consent(
                        "E1",
                        Purpose.CALENDAR,
                        true,
                        Instant.now(Clock.systemUTC()).plusSeconds(200)));

        acme.as(Roles.PARTICIPANT, ada)
                .body(Map.of("granted", false, "textVersion", "2030-1", "language", "de"))
                .put("/v1/me/consents/CALENDAR")
                .then()
                .statusCode(200)
                .body("granted", equalTo(false))
                .body("removal", notNullValue());
    }

    @Test
    void answersWithoutARemovalToAGrant() {
        var ada = acme.participant(acme.opens(), "E1");

        acme.as(Roles.PARTICIPANT, ada)
                .body(Map.of("granted", true, "textVersion", "2030-1", "language", "de"))
                .put("/v1/me/consents/MATCHING")
                .then()
                .statusCode(200)
                .body("removal", nullValue());
        acme.as(Roles.PARTICIPANT, ada)
                .get("/v1/me/consents")
                .then()
                .body("consents.find { it.purpose == 'MATCHING' }.granted", equalTo(true))
                .body("consents.find { it.purpose == 'PROGRAMME' }.basis", equalTo("CONTRACT"));
    }

    @Test
    void endsParticipationWithItsPurpose() {
        var programme = acme.opens();
        acme.participant(programme, "E1");

        acme.consents("E1", Purpose.PROGRAMME, false);

        acme.lead()
                .get("/v1/programmes/" + programme + "/funnel")
                .then()
                .body("enrolled", equalTo(0))
                .body("left", equalTo(1));
    }

    @Test
    void refusesAConsentWithoutItsText() {
        var ada = acme.participant(acme.opens(), "E1");

        acme.as(Roles.PARTICIPANT, ada)
                .body(Map.of("granted", true))
                .put("/v1/me/consents/MATCHING")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItems("/textVersion", "/language"));
    }
}
