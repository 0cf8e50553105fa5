package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tandem.events.IntakeEvent.EmploymentChanged;
import tandem.events.IntakeEvent.EmploymentChanged.Aspect;
import tandem.events.IntakeEvent.EmploymentEnded;
import tandem.events.Purpose;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

/** What HR posts about employments. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class EmploymentTest {

    private static final String UPSERTED = "tandem.hr.employee-upserted.v1";
    private static final String LEFT = "tandem.hr.employee-left.v1";

    private final Company acme = new Company();

    @Test
    void takesAWholeExportInOneBatch() {
        var export = IntStream.range(0, 1000)
                .mapToObj(i -> acme.event(UPSERTED, Company.employee("E" + i)))
                .toList();

        var outcomes = acme.send(export).jsonPath().getList("status", String.class);

        assertThat(outcomes).hasSize(1000).containsOnly("accepted");
        assertThat(acme.person("E999")).isNotEqualTo(acme.person("E0"));
    }

    @Test
    void answersDuplicateToAnExportSentAgain() {
        var export =
                List.of(acme.event(UPSERTED, Company.employee("E1")), acme.event(UPSERTED, Company.employee("E2")));
        acme.send(export);

        assertThat(acme.send(export).jsonPath().getList("status")).containsOnly("duplicate");
    }

    @Test
    void keepsThePersonWhenTheEmployeeIsPostedAgain() {
        acme.employs("E1");
        var before = acme.person("E1");

        var renamed = Company.employee("E1");
        renamed.put("familyName", "Newname");
        acme.accepted(UPSERTED, renamed);

        assertThat(acme.person("E1")).isEqualTo(before);
    }

    @Test
    void takesTheLastOfTwoStatementsInOneBatch() {
        var programme = acme.opens();
        var ada = acme.participant(programme, "E1");
        var first = Company.employee("E1");
        first.put("jobLevel", 4);
        first.put("effectiveOn", "2029-02-01");
        var second = Company.employee("E1");
        second.put("jobLevel", 5);
        second.put("effectiveOn", "2029-03-01");

        acme.send(List.of(acme.event(UPSERTED, first), acme.event(UPSERTED, second)));

        assertThat(OutboxRows.events(acme.tenant(), EmploymentChanged.class))
                .hasSize(2)
                .allSatisfy(told -> assertThat(told.person()).isEqualTo(ada))
                .extracting(told -> told.effectiveOn().getMonthValue())
                .containsExactly(2, 3);
    }

    @Test
    void tellsWhatChangedAboutAParticipant() {
        var programme = acme.opens();
        acme.employs("BOSS");
        acme.participant(programme, "E1");
        acme.consents("E1", Purpose.MATCHING, true);
        var states = OutboxRows.of(acme.tenant()).stream()
                .filter(row -> row.purpose() == Purpose.MATCHING)
                .count();
        var moved = Company.employee("E1");
        moved.put("managerNumber", "BOSS");
        moved.put("department", "RESEARCH");
        moved.put("effectiveOn", "2029-06-01");

        acme.accepted(UPSERTED, moved);

        assertThat(OutboxRows.events(acme.tenant(), EmploymentChanged.class))
                .singleElement()
                .satisfies(told ->
                        assertThat(told.changed()).containsExactlyInAnyOrder(Aspect.MANAGER, Aspect.DEPARTMENT));
        assertThat(OutboxRows.of(acme.tenant()))
                .filteredOn(row -> row.purpose() == Purpose.MATCHING)
                .hasSize((int) states + 1);
    }

    @Test
    void saysNothingOfEmployeesWhoTakeNoPart() {
        acme.employs("E1");
        var promoted = Company.employee("E1");
        promoted.put("jobLevel", 9);
        promoted.put("effectiveOn", "2029-06-01");

        acme.accepted(UPSERTED, promoted);

        assertThat(OutboxRows.of(acme.tenant())).isEmpty();
    }

    @Test
    void keepsAnOlderStatementInTheHistoryOnly() {
        var programme = acme.opens();
        acme.participant(programme, "E1");
        var older = Company.employee("E1");
        older.put("jobLevel", 1);
        older.put("effectiveOn", "2019-01-01");

        acme.accepted(UPSERTED, older);

        assertThat(OutboxRows.events(acme.tenant(), EmploymentChanged.class)).isEmpty();
    }

    @Test
    void tellsThatAParticipantLeft() {
        var programme = acme.opens();
        var ada = acme.participant(programme, "E1");

        acme.accepted(LEFT, Map.of("employeeNumber", "E1", "leftOn", "2029-07-31"));
        acme.accepted(LEFT, Map.of("employeeNumber", "E1", "leftOn", "2029-07-31"));

        assertThat(OutboxRows.events(acme.tenant(), EmploymentEnded.class))
                .singleElement()
                .satisfies(ended -> assertThat(ended.person()).isEqualTo(ada));
    }

    @Test
    void refusesToLetAStrangerLeave() {
        assertThat(acme.refused(LEFT, Map.of("employeeNumber", "NOBODY", "leftOn", "2029-07-31")))
                .isEqualTo("employee-unknown");
    }

    @Test
    void refusesAnAddressThatSomeoneElseHas() {
        acme.employs("E1");
        var twin = Company.employee("E2");
        twin.put("email", "e1@example.com");

        assertThat(acme.refused(UPSERTED, twin)).isEqualTo("address-in-use");
    }

    @Test
    void rejectsOneOfABatchAndTakesTheOthers() {
        var nowhere = Company.employee("E2");
        nowhere.put("timeZone", "Mars/Olympus");

        var outcomes = acme.send(List.of(
                        acme.event(UPSERTED, Company.employee("E1")),
                        acme.event(UPSERTED, nowhere),
                        acme.event(UPSERTED, Company.employee("E3"))))
                .jsonPath();

        assertThat(outcomes.getList("status")).containsExactly("accepted", "rejected", "accepted");
        assertThat(outcomes.getString("[1].problem.type")).isEqualTo("/problems/time-zone-unknown");
    }
}
