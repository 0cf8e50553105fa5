package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.GroupAttribute;
import tandem.events.GroupDimension;
import tandem.events.IntakeEvent.RemovalReported;
import tandem.events.PersonId;
import tandem.events.ProfileState;
import tandem.events.ProfileState.FairnessProfile;
import tandem.events.Purpose;
import tandem.runtime.actor.Roles;
import tandem.runtime.failure.Work;
import tandem.runtime.outbox.StateRenderer;
import tandem.testing.AppDatabase;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

/** Which groups a leader says to belong to: while it is allowed, and to whom. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class GroupTest {

    private static final String GROUPS = "/v1/me/groups";

    private final Company acme = new Company();
    private final StateRenderer renderer;
    private final Work work;
    private PersonId ada = new PersonId(new UUID(0, 0));

    GroupTest(StateRenderer renderer, Work work) {
        this.renderer = renderer;
        this.work = work;
    }

    @BeforeEach
    void takesPart() {
        ada = acme.participant(acme.opens(), "E1");
    }

    @Test
    void takesNoDeclarationWithoutExplicitConsent() {
        declare("GENDER:WOMAN").then().statusCode(409).body("type", equalTo("/problems/consent-missing"));

        leader().get(GROUPS).then().statusCode(200).body("groups", empty()).body("declaredAt", nullValue());
        assertThat(told()).isEmpty();
    }

    @Test
    void tellsTheAuditWhatWasDeclaredAndNothingElse() {
        allows(true);
        assertThat(told()).as("nothing was declared yet").isEmpty();
        var before = tellings();

        declare("GENDER:WOMAN", "AGE_BAND:FROM_30_TO_39").then().statusCode(200);

        assertThat(told())
                .contains(new FairnessProfile(
                        ada,
                        1,
                        List.of(
                                new GroupAttribute(GroupDimension.GENDER, "WOMAN"),
                                new GroupAttribute(GroupDimension.AGE_BAND, "FROM_30_TO_39"))));
        assertThat(tellings()).as("a declaration is told").isEqualTo(before + 1);
    }

    @Test
    void showsMyDeclarationToMeAndWhatThereIsToChooseFrom() {
        allows(true);
        declare("GENDER:WOMAN", "CARE_DUTIES:CARE_DUTIES");

        leader().get(GROUPS)
                .then()
                .statusCode(200)
                .body("groups.code", contains("WOMAN", "CARE_DUTIES"))
                .body("declaredAt", notNullValue())
                .body("choices", hasSize(GroupDimension.values().length))
                .body("choices.find { it.dimension == 'DISABILITY' }.codes", contains("DISABLED", "NOT_DISABLED"));
        leader().get("/v1/visibility")
                .then()
                .body("purposes.find { it.purpose == 'FAIRNESS' }.granted", equalTo(true))
                .body("purposes.find { it.purpose == 'FAIRNESS' }.fields", contains("groups"))
                .body(
                        "purposes.find { it.purpose == 'FAIRNESS' }.readers",
                        contains("fairness audit of matching-service"));
    }

    @Test
    void replacesADeclarationAsAWhole() {
        allows(true);
        declare("GENDER:WOMAN", "DISABILITY:DISABLED");

        declare("GENDER:NON_BINARY").then().statusCode(200).body("groups.code", contains("NON_BINARY"));

        assertThat(told().map(FairnessProfile::groups))
                .contains(List.of(new GroupAttribute(GroupDimension.GENDER, "NON_BINARY")));
    }

    @Test
    void takesADeclarationBackAndKeepsTheConsent() {
        allows(true);
        declare("GENDER:WOMAN");

        leader().delete(GROUPS).then().statusCode(204);

        assertThat(told()).isEmpty();
        leader().get(GROUPS).then().body("groups", empty());
        declare("GENDER:MAN").then().statusCode(200);
    }

    @Test
    void takesCodesOfTheClosedListOnlyAndOneOfEachDimension() {
        allows(true);

        declare("GENDER:LADY").then().statusCode(422).body("type", equalTo("/problems/group-refused"));
        declare("GENDER:DISABLED").then().statusCode(422);
        declare("GENDER:WOMAN", "GENDER:MAN").then().statusCode(422);
        declare("SHOE_SIZE:42").then().statusCode(400);
        declare().then().statusCode(422).body("type", equalTo("/problems/invalid"));
        assertThat(told()).isEmpty();
    }

    @Test
    void removesTheDeclarationWithTheConsent() {
        allows(true);
        declare("GENDER:WOMAN");

        allows(false);

        assertThat(told()).isEmpty();
        assertThat(OutboxRows.events(acme.tenant(), RemovalReported.class))
                .singleElement()
                .satisfies(reported -> assertThat(reported.counts()).containsEntry("groupDeclarations", 1));
        allows(true);
        leader().get(GROUPS).then().body("groups", empty());
        assertThat(told()).isEmpty();
    }

    @Test
    void removesTheDeclarationOfSomebodyWhoLeavesTheProgramme() {
        allows(true);
        declare("GENDER:WOMAN");

        acme.consents("E1", Purpose.PROGRAMME, false);

        assertThat(told()).isEmpty();
        declare("GENDER:WOMAN").then().statusCode(409);
        leader().get(GROUPS).then().body("groups", empty());
    }

    @Test
    void tellsNothingOfSomebodyWhoLeftTheEmployer() {
        allows(true);
        declare("GENDER:WOMAN");
        var before = tellings();

        var left = acme.event("tandem.hr.employee-left.v1", Map.of("employeeNumber", "E1", "leftOn", "2020-06-01"));
        left.put("time", "2029-06-01T09:00:00Z");
        assertThat(acme.send(left).statusCode()).isEqualTo(202);

        assertThat(told()).isEmpty();
        assertThat(tellings()).as("the end is told").isEqualTo(before + 1);
    }

    @Test
    void keepsADeclarationAsCiphertextAndGivesItInTheClearToItsPersonAlone() throws SQLException {
        allows(true);
        declare("GENDER:NON_BINARY");

        try (var connection = AppDatabase.connect();
                var statement = connection.prepareStatement(
                        "select encode(attributes, 'escape') from group_declaration where person = ?")) {
            statement.setObject(1, ada.value());
            var rows = statement.executeQuery();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).doesNotContain("NON_BINARY", "GENDER");
        }
        var ticket = leader().body(Map.of()).post("/v1/me:export").jsonPath().getString("export");
        leader().get("/v1/me/exports/" + ticket)
                .then()
                .body(
                        "held.group_declaration[0].attributes",
                        equalTo("[{\"dimension\":\"GENDER\",\"code\":\"NON_BINARY\"}]"));
    }

    @Test
    void forgetsADeclarationWithThePerson() {
        allows(true);
        declare("GENDER:WOMAN");

        leader().post("/v1/me:erase").then().statusCode(202);

        assertThat(told()).isEmpty();
        declare("GENDER:WOMAN").then().statusCode(404);
    }

    @Test
    void isNobodyElsesToReadOrWrite() {
        for (var role : List.of(Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER, Roles.DATA_PROTECTION)) {
            acme.as(role, ada).get(GROUPS).then().statusCode(403);
        }
    }

    private RequestSpecification leader() {
        return acme.as(Roles.PARTICIPANT, ada);
    }

    private void allows(boolean granted) {
        leader().body(Map.of("granted", granted, "textVersion", "2030-1", "language", "en"))
                .put("/v1/me/consents/FAIRNESS")
                .then()
                .statusCode(200);
    }

    private Response declare(String... groups) {
        return leader().body(Map.of(
                        "groups",
                        Arrays.stream(groups)
                                .map(group -> group.split(":", 2))
                                .map(group -> Map.of("dimension", group[0], "code", group[1]))
                                .toList()))
                .put(GROUPS);
    }

    /** How often the state was to be rendered. */
    private long tellings() {
        return OutboxRows.of(acme.tenant()).stream()
                .filter(row -> row.purpose() == Purpose.FAIRNESS)
                .count();
    }

    private Optional<FairnessProfile> told() {
        Optional<ProfileState> state =
                work.inTransaction(acme.tenant(), () -> renderer.render(acme.tenant(), ada, Purpose.FAIRNESS));
        return state.map(FairnessProfile.class::cast);
    }
}
