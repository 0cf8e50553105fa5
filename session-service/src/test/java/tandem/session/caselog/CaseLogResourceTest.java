package tandem.session.caselog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.CaseBasis;
import tandem.events.CaseChange;
import tandem.events.Party;
import tandem.events.Purpose;
import tandem.events.SessionEvent.CaseLogged;
import tandem.events.SessionEvent.RemovalReported;
import tandem.session.FakeDirectory;
import tandem.session.People;
import tandem.session.Stage;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class CaseLogResourceTest {

    private final UUID entry = UUID.randomUUID();

    @Inject
    Stage stage;

    private Stage.Scene scene;
    private People people;
    private LocalDate today = LocalDate.EPOCH;

    @BeforeEach
    void open() {
        scene = stage.open();
        people = new People(scene);
        today = LocalDate.ofInstant(scene.now(), ZoneOffset.UTC);
        scene.allow(scene.lea, Purpose.IMPACT, 1);
    }

    @Test
    void tellsWhatOneSideSawInCodes() {
        log(people.carl(), "DELEGATION", today).statusCode(204);
        log(people.carl(), "DELEGATION", today).statusCode(204);

        assertThat(OutboxRows.events(scene.tenant, CaseLogged.class))
                .containsExactly(new CaseLogged(
                        scene.coaching,
                        entry,
                        Party.PROVIDER,
                        "DELEGATION",
                        "2030-1",
                        CaseChange.REPEATED,
                        CaseBasis.OBSERVED,
                        today));
        read(people.lea()).body("entries.party", contains("PROVIDER")).body("entries.change", contains("REPEATED"));
    }

    @Test
    void takesNoWordsNoOtherDayAndNoSecondTelling() {
        log(people.carl(), "WENT_WELL_WITH_THE_BOARD", today)
                .statusCode(422)
                .body("type", equalTo("/problems/code-unknown"));
        log(people.carl(), "DELEGATION", today.plusDays(1)).statusCode(422).body("type", equalTo("/problems/case-day"));
        log(people.carl(), "DELEGATION", today).statusCode(204);
        log(people.carl(), "FEEDBACK", today).statusCode(409).body("type", equalTo("/problems/case-logged"));
        log(people.lea(), "DELEGATION", today).statusCode(409);

        assertThat(OutboxRows.events(scene.tenant, CaseLogged.class)).hasSize(1);
    }

    @Test
    void isClosedToTheOtherTrack() {
        log(people.mona(), "DELEGATION", today).statusCode(404);
        read(people.mona()).statusCode(404);
    }

    @Test
    void keepsNothingWithoutImpactAndForgetsItWithImpact() {
        log(people.lea(), "DELEGATION", today).statusCode(204);

        scene.withdraw(scene.lea, Purpose.IMPACT, 2);

        read(people.lea()).body("entries", empty());
        assertThat(OutboxRows.events(scene.tenant, RemovalReported.class))
                .last()
                .satisfies(report -> assertThat(report.counts()).containsEntry("caseEntries", 1));
        log(people.lea(), "FEEDBACK", today).statusCode(409).body("type", equalTo("/problems/consent-missing"));
    }

    private ValidatableResponse log(RequestSpecification side, String behaviour, LocalDate on) {
        return side.body(Map.of(
                        "behaviour", behaviour, "change", "REPEATED", "basis", "OBSERVED", "observedOn", on.toString()))
                .put("/v1/engagements/" + scene.coaching + "/case-log/" + entry)
                .then();
    }

    private ValidatableResponse read(RequestSpecification side) {
        return side.get("/v1/engagements/" + scene.coaching + "/case-log").then();
    }
}
