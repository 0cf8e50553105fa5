package tandem.analytics.pilot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.analytics.pilot.PilotTemplate.Week;
import tandem.analytics.rule.Criterion;

/** The schedule that ships, against the rulebook. */
class PilotTemplateTest {
    private static final PilotTemplate TEMPLATE = PilotTemplate.TWENTY_FOUR_WEEKS;

    @Test
    void hasTwentyFourWeeksAndAskForSomethingInEach() {
        assertThat(TEMPLATE.weeks())
                .extracting(Week::week)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 24).boxed().toList());
        assertThat(TEMPLATE.weeks()).allSatisfy(week -> {
            assertThat(week.criteria()).isNotEmpty();
            assertThat(week.who()).isNotEmpty();
            assertThat(week.artefact()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "1, LEGAL_SIGN_OFF KPI_OWNERS_IDENTIFIED DATA_FEEDS_CONFIRMED",
        "2, COHORT_LARGE_ENOUGH COHORT_SMALL_ENOUGH INTAKE_COMPLETION",
        "4, MATCHES_SIGNED THRESHOLDS_LOCKED",
        "9, REASSIGNMENT ISSUES_LOGGED",
        "12, ATTENDANCE BEHAVIOUR_LIFT DECIDED",
        "13, PIVOTS_EXECUTED PIVOTS_COMMUNICATED",
        "24, ATTENDANCE BEHAVIOUR_LIFT KPI_IMPROVED DECIDED"
    })
    void asksForWhatTheScheduleSays(int week, String criteria) {
        assertThat(TEMPLATE.week(week).criteria()).extracting(Criterion::code).containsExactly(criteria.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "intakeCompletion,0.9", "calibration,1", "signing,1", "baseline,1", "attendance,0.8", "reassignment,0.1",
        "attestation,0.5", "closing,1", "sponsorActions,1", "caseStudies,2", "cohortMaximum,40", "rating,4"
    })
    void givesTheNumbersTheRulebookGives(String name, String number) {
        assertThat(TEMPLATE.thresholds())
                .filteredOn(bound -> bound.name().equals(name))
                .singleElement()
                .satisfies(bound -> assertThat(bound.given()).isEqualByComparingTo(number));
    }

    @Test
    void leavesOpenWhatTheRulebookLeavesOpen() {
        assertThat(TEMPLATE.thresholds())
                .filteredOn(bound -> bound.given() == null)
                .extracting("name")
                .contains("cohortMinimum", "positiveDirection", "behaviourLift", "completion", "linkCoverage");
    }

    @Test
    void letsTheCommitteeDecideThreeTimes() {
        assertThat(TEMPLATE.weeks().stream()
                        .filter(week -> !week.decisions().isEmpty())
                        .map(Week::gate))
                .containsExactly("W12", "W19", "W24");
        assertThat(TEMPLATE.week(24).decisions()).isEqualTo(List.of("SCALE", "ITERATE", "SUNSET"));
    }

    @Test
    void looksAtFiguresOnTheDaysTheRulebookNames() {
        assertThat(TEMPLATE.reviews())
                .extracting(review -> review.review() + " " + review.days())
                .containsExactly("DAY_60 60", "MONTH_3 91", "DAY_120 120", "MONTH_6 182");
    }

    @Test
    void namesPlatformsToCompareAPlanWith() {
        assertThat(TEMPLATE.vendors())
                .extracting(vendor -> vendor.name() + " " + vendor.least() + " " + vendor.most())
                .containsExactly(
                        "BetterUp 20 100",
                        "CoachHub 50 200",
                        "MentorcliQ 30 150",
                        "CoachAccountable 10 50",
                        "Degreed null null");
    }
}
