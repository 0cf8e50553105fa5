package tandem.analytics.erasure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.analytics.committee.Seat;
import tandem.analytics.pilot.PilotStage;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.sql.Feed;
import tandem.testing.RealParts;
import tandem.testing.Tokens;

/** Somebody who holds every office of a pilot there is, and is a provider below its gate. */
@QuarkusTest
@WithTestResource(RealParts.class)
class OfficeTest {
    /** Whom a removal is about is kept until it has been told. */
    private static final String DUTIES = "removal_duties.person";

    @Inject
    @Feed
    Jdbi feed;

    private final PersonId owner = new PersonId(UUID.randomUUID());
    private PilotStage stage;

    @BeforeEach
    void holdsEveryOffice() {
        stage = new PilotStage(feed);
        var programme = stage.pilot();
        as("program-lead", Map.of("criterion", "KPI_OWNERS_IDENTIFIED", "holds", true))
                .post("/v1/pilots/" + programme + "/gates/1/sign-offs")
                .then()
                .statusCode(201);
        as(
                        "operations-owner",
                        Map.of(
                                "criterion", "DATA_FEEDS_CONFIRMED",
                                "measure", "REPAIR_DATA",
                                "owner", owner.toString(),
                                "dueOn", "2030-03-20"))
                .post("/v1/pilots/" + programme + "/gates/1/mitigations")
                .then()
                .statusCode(201);
        as("analyst", kpi())
                .put("/v1/programmes/" + programme + "/kpis/CYCLE")
                .then()
                .statusCode(200);
        as("operations-owner", Map.of("seats", seats(), "quorum", 3))
                .put("/v1/pilots/" + programme + "/committee")
                .then()
                .statusCode(200);
        as("operations-owner", Map.of("reason", "DATA_QUALITY"))
                .post("/v1/programmes/" + programme + "/onboarding:stop")
                .then()
                .statusCode(200);
        as("operations-owner", Map.of())
                .post("/v1/programmes/" + programme + "/onboarding:resume")
                .then()
                .statusCode(200);
        put(programme);
    }

    private RequestSpecification as(String role, Object body) {
        return stage.as(role, owner).body(body);
    }

    private Map<String, Object> kpi() {
        return Map.of(
                "about",
                "PROGRAMME",
                "direction",
                "UP",
                "unit",
                "PERCENT",
                "owner",
                owner.toString(),
                "feed",
                "JIRA",
                "everyDays",
                7,
                "baseline",
                1,
                "target",
                2);
    }

    private Map<String, String> seats() {
        return Stream.of(Seat.values())
                .collect(Collectors.toMap(
                        Seat::name,
                        seat -> (seat == Seat.OPERATIONS_OWNER ? owner : new PersonId(UUID.randomUUID())).toString()));
    }

    /** What takes weeks to come about: a motion of a gate that decides, and a fall below the continuation gate. */
    private void put(ProgrammeId programme) {
        feed.useTransaction(handle -> {
            handle.createUpdate("""
                            insert into motions (tenant, id, programme, week, decision, minutes, terms, opened_by, opened_at)
                            values (:tenant, :id, :programme, 12, 'CONTINUE', 'EVIDENCE_REVIEWED', '{}', :person, now())""")
                    .bind("tenant", stage.tenant())
                    .bind("id", UUID.randomUUID())
                    .bind("programme", programme.value())
                    .bind("person", owner.value())
                    .execute();
            handle.createUpdate("""
                            insert into providers_below_gate (tenant, programme, provider, metric, value, threshold, found_at)
                            values (:tenant, :programme, :person, 'rating', 3, 4, now())""")
                    .bind("tenant", stage.tenant())
                    .bind("programme", programme.value())
                    .bind("person", owner.value())
                    .execute();
        });
    }

    /** Every column of the store that names the person. */
    private List<String> columnsThatName(UUID person) {
        return feed.inTransaction(handle -> handle.createQuery("""
                        select c.table_name || '.' || c.column_name
                        from information_schema.columns c
                        join information_schema.tables t using (table_schema, table_name)
                        where c.table_schema = 'public' and c.data_type = 'uuid' and t.table_type = 'BASE TABLE'
                        order by 1""").mapTo(String.class).list().stream()
                .filter(column -> {
                    var table = column.substring(0, column.indexOf('.'));
                    return handle.createQuery(
                                    "select exists (select from " + table + " where " + column + " = :person)")
                            .bind("person", person)
                            .mapTo(Boolean.class)
                            .one();
                })
                .toList());
    }

    @Test
    void countsEachDutyOfWhoAsksWhatIsHeld() {
        given().auth()
                .oauth2(Tokens.of(stage.tenant()).role("provider").person(owner).sign())
                .get("/v1/visibility")
                .then()
                .statusCode(200)
                .body("held.find { it.what == 'pilotDuties' }.count", equalTo(6))
                .body("held.find { it.what == 'continuationFindings' }.count", equalTo(1));
    }

    @Test
    void putsTheStandInWhereverTheyStood() {
        var stood = columnsThatName(owner.value());
        assertThat(stood)
                .contains(
                        "committee_seats.person",
                        "gate_mitigations.owner",
                        "gate_sign_offs.signed_by",
                        "kpi_definitions.owner",
                        "motions.opened_by",
                        "onboarding_stops.resumed_by",
                        "onboarding_stops.stopped_by",
                        "providers_below_gate.provider");

        var standIn = stage.story().erases(owner);
        stage.known("2030-03-01T00:00:00Z");

        assertThat(columnsThatName(owner.value())).isSubsetOf(DUTIES);
        assertThat(columnsThatName(standIn)).containsAll(stood);
    }
}
