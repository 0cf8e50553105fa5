package tandem.intake;

import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.EngagementKind;
import tandem.events.MatchId;
import tandem.events.MatchingEvent.EngagementEnded;
import tandem.events.MatchingEvent.EngagementStarted;
import tandem.events.MatchingEvent.MatchApproved;
import tandem.events.MatchingEvent.MatchRejected;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.runtime.actor.Roles;
import tandem.testing.RealParts;

/** Who may look up whom, and the trail it leaves. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class DirectoryTest {

    private final Company acme = new Company();
    private final Following others;

    DirectoryTest(Following others) {
        this.others = others;
    }

    @Test
    void identifiesAddressesWhateverTheirCase() {
        acme.employs("E1");
        var ada = acme.person("E1");

        acme.service()
                .body(Map.of("addresses", List.of("E1@Example.com", "nobody@example.com")))
                .post("/v1/directory:identify")
                .then()
                .statusCode(200)
                .body("'E1@Example.com'", equalTo(ada.toString()))
                .body("'nobody@example.com'", nullValue());
    }

    @Test
    void tellsAServiceNamesAndAddresses() {
        acme.employs("E1");
        var ada = acme.person("E1");

        resolve(acme.service(), ada).body(ada + ".email", equalTo("e1@example.com"));
    }

    @Test
    void tellsALeadTheNamesOfProgrammesOnly() {
        var ada = acme.participant(acme.opens(), "E1");
        acme.employs("E2");
        var outsider = acme.person("E2");

        resolve(acme.lead(), ada, outsider)
                .body(ada + ".givenName", equalTo("GivenE1"))
                .body(ada + ".email", nullValue())
                .body("$", not(hasKey(outsider.toString())));
    }

    @Test
    void letsLeaderAndProviderSeeEachOtherFromApprovalToTheEnd() {
        var programme = acme.opens();
        var ada = acme.participant(programme, "E1");
        acme.employs("E2");
        var coach = acme.person("E2");
        resolve(acme.as(Roles.PARTICIPANT, ada), coach).body("$", anEmptyMap());
        var match = UUID.randomUUID();

        others.tell(acme.tenant(), new MatchApproved(new MatchId(match), programme, ada, coach, 1));
        others.tell(acme.tenant(), started(programme, match, ada, coach));

        resolve(acme.as(Roles.PARTICIPANT, ada), coach).body("$", hasKey(coach.toString()));
        resolve(acme.as(Roles.PROVIDER, coach), ada).body("$", hasKey(ada.toString()));

        others.tell(
                acme.tenant(),
                new EngagementEnded(
                        new EngagementId(match),
                        programme,
                        ada,
                        coach,
                        EndReason.COMPLETED,
                        LocalDate.parse("2030-04-01")));

        resolve(acme.as(Roles.PROVIDER, coach), ada).body("$", anEmptyMap());
    }

    @Test
    void partsThoseWhoseMatchWasRejected() {
        var programme = acme.opens();
        var ada = acme.participant(programme, "E1");
        acme.employs("E2");
        var coach = acme.person("E2");
        var match = new MatchId(UUID.randomUUID());

        others.tell(acme.tenant(), new MatchApproved(match, programme, ada, coach, 1));
        others.tell(acme.tenant(), new MatchRejected(match, programme, ada, coach, "NO_FIT"));

        resolve(acme.as(Roles.PARTICIPANT, ada), coach).body("$", anEmptyMap());
    }

    @Test
    void showsEveryoneThemselves() {
        var ada = acme.participant(acme.opens(), "E1");

        resolve(acme.as(Roles.PARTICIPANT, ada), ada).body("$", hasKey(ada.toString()));
        acme.as(Roles.PARTICIPANT, ada).get("/v1/me").then().body("email", equalTo("e1@example.com"));
    }

    @Test
    void keepsAnalystsOut() {
        acme.as(Roles.ANALYST)
                .contentType("application/json")
                .body(Map.of("persons", List.of(UUID.randomUUID())))
                .post("/v1/directory:resolve")
                .then()
                .statusCode(403);
    }

    @Test
    void findsNobodyOfAnotherTenant() {
        acme.employs("E1");
        var ada = acme.person("E1");

        resolve(new Company().service(), ada).body("$", anEmptyMap());
    }

    @Test
    void answersAtMostTwoHundredACall() {
        var many =
                IntStream.range(0, 201).mapToObj(i -> "a" + i + "@example.com").toList();

        acme.service()
                .body(Map.of("addresses", many))
                .post("/v1/directory:identify")
                .then()
                .statusCode(422);
    }

    @Test
    void entersAnExternalProviderOnce() {
        var coach = Map.of(
                "kind", "EXTERNAL_PROVIDER",
                "givenName", "Cora",
                "familyName", "Coach",
                "email", acme.tenant() + "@coaches.example");
        acme.lead().body(coach).post("/v1/people").then().statusCode(201);

        acme.lead()
                .body(coach)
                .post("/v1/people")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/address-in-use"));
    }

    private static ValidatableResponse resolve(RequestSpecification caller, PersonId... persons) {
        return caller.body(Map.of("persons", List.of(persons)))
                .post("/v1/directory:resolve")
                .then()
                .statusCode(200);
    }

    private static EngagementStarted started(ProgrammeId programme, UUID match, PersonId leader, PersonId provider) {
        return new EngagementStarted(
                new EngagementId(match),
                programme,
                leader,
                provider,
                ProviderType.INTERNAL,
                Track.COACHING,
                EngagementKind.STANDARD,
                7,
                60,
                LocalDate.parse("2030-01-07"),
                LocalDate.parse("2030-04-07"),
                Instant.parse("2030-01-05T09:00:00Z"),
                null);
    }
}
