package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tandem.events.IntakeEvent.KpiObserved;
import tandem.events.IntakeEvent.OutcomeRecorded;
import tandem.events.ProgrammeId;
import tandem.events.Purpose;
import tandem.testing.AppDatabase;
import tandem.testing.OutboxRows;
import tandem.testing.RealParts;

/** Figures on their way to the impact store. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class FigureTest {

    private static final String KPI = "tandem.delivery.kpi-observed.v1";
    private static final String OUTCOME = "tandem.hr.outcome-recorded.v1";

    private final Company acme = new Company();

    @Test
    void passesFiguresOfAProgrammeOnInBulkAndInOrder() {
        var programme = acme.opens();
        var batch = IntStream.range(0, 500)
                .mapToObj(i -> acme.event(KPI, kpi(programme, null, i)))
                .toList();

        var outcomes = acme.send(batch).jsonPath().getList("status", String.class);

        assertThat(outcomes).hasSize(500).containsOnly("accepted");
        assertThat(OutboxRows.events(acme.tenant(), KpiObserved.class))
                .extracting(told -> told.value().intValue())
                .isEqualTo(IntStream.range(0, 500).boxed().toList());
    }

    @Test
    void namesTheCauseOfEachFigure() throws Exception {
        var programme = acme.opens();
        acme.send(List.of(acme.event(KPI, kpi(programme, null, 1)), acme.event(KPI, kpi(programme, null, 2))));

        try (var connection = AppDatabase.connect();
                var rows = connection
                        .createStatement()
                        .executeQuery("select count(distinct causation) from tandem.outbox where tenant = '"
                                + acme.tenant() + "' and type like '%kpi-observed%'")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(2);
        }
    }

    @Test
    void passesAFigureOfALeaderOnWhoAllowsImpact() {
        var programme = acme.opens();
        var ada = acme.participant(programme, "E1");
        acme.consents("E1", Purpose.IMPACT, true);

        acme.accepted(KPI, kpi(programme, "E1", 7));

        assertThat(OutboxRows.events(acme.tenant(), KpiObserved.class))
                .singleElement()
                .satisfies(told -> assertThat(told.person()).isEqualTo(ada));
    }

    @Test
    void refusesAFigureOfALeaderWhoDoesNotAllowImpact() {
        var programme = acme.opens();
        acme.participant(programme, "E1");

        assertThat(acme.refused(KPI, kpi(programme, "E1", 7))).isEqualTo("consent-missing");
    }

    @Test
    void refusesAFigureAfterTheWithdrawal() {
        var programme = acme.opens();
        acme.participant(programme, "E1");
        acme.consents("E1", Purpose.IMPACT, true);
        acme.consents("E1", Purpose.IMPACT, false);

        assertThat(acme.refused(OUTCOME, outcome("E1"))).isEqualTo("consent-missing");
    }

    @Test
    void refusesAFigureOfSomeoneInAnotherProgramme() {
        acme.participant(acme.opens(), "E1");
        acme.consents("E1", Purpose.IMPACT, true);

        assertThat(acme.refused(KPI, kpi(acme.opens(), "E1", 7))).isEqualTo("not-enrolled");
    }

    @Test
    void refusesAFigureOfAnotherTenantsProgramme() {
        var theirs = new Company().opens();

        assertThat(acme.refused(KPI, kpi(theirs, null, 7))).isEqualTo("programme-unknown");
    }

    @Test
    void passesAnOutcomeOn() {
        acme.employs("E1");
        acme.consents("E1", Purpose.IMPACT, true);

        acme.accepted(OUTCOME, outcome("E1"));

        assertThat(OutboxRows.events(acme.tenant(), OutcomeRecorded.class)).hasSize(1);
    }

    private static Map<String, Object> kpi(ProgrammeId programme, @Nullable String number, int value) {
        var data = new HashMap<String, Object>();
        data.put("programme", programme.toString());
        data.put("employeeNumber", number);
        data.put("kpi", "DECISION_LATENCY");
        data.put("value", value);
        data.put("observedOn", "2026-02-01");
        return data;
    }

    private static Map<String, Object> outcome(String number) {
        return Map.of("employeeNumber", number, "kind", "PROMOTION", "value", 1, "observedOn", "2026-02-01");
    }
}
