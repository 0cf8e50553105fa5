package tandem.analytics.pilot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import tandem.analytics.pilot.PilotPlan.Overhead;
import tandem.analytics.pilot.PilotQueries.EvidenceGrade;
import tandem.analytics.rule.GateRules.Phase;
import tandem.events.ProgrammeId;
import tandem.runtime.problem.ProblemType;
import tandem.runtime.problem.Refused;

class PilotTest {
    private static final LocalDate START = LocalDate.parse("2030-01-07");
    private static final Instant WEEK_2 = Instant.parse("2030-01-15T09:00:00Z");
    private static final Instant WEEK_5 = Instant.parse("2030-02-04T00:00:00Z");

    private final Pilot pilot =
            Pilot.of(new ProgrammeId(new UUID(0, 1)), PilotTemplate.TWENTY_FOUR_WEEKS, START, WEEK_2);

    private static Map<String, BigDecimal> complete() {
        var numbers = new HashMap<String, BigDecimal>();
        PilotTemplate.TWENTY_FOUR_WEEKS.thresholds().stream()
                .filter(bound -> bound.given() == null)
                .forEach(bound -> numbers.put(bound.name(), bound.most()));
        return numbers;
    }

    private static void refused(ProblemType type, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.type()).isEqualTo(type));
    }

    @Test
    void countsItsWeeksFromTheFirstDayOfTheProgramme() {
        assertThat(pilot.weekOf(Instant.parse("2030-01-06T23:59:59Z"))).isZero();
        assertThat(pilot.weekOf(Instant.parse("2030-01-07T00:00:00Z"))).isEqualTo(1);
        assertThat(pilot.weekOf(Instant.parse("2030-01-14T00:00:00Z"))).isEqualTo(2);
        assertThat(pilot.weekOf(Instant.parse("2030-06-23T23:59:59Z"))).isEqualTo(24);
        assertThat(pilot.weekOf(Instant.parse("2030-06-24T00:00:00Z"))).isEqualTo(25);
    }

    @Test
    void isInAWeekFromItsFirstMomentToTheLast() {
        assertThat(pilot.phase(2, pilot.begins(2))).isEqualTo(Phase.RUNNING);
        assertThat(pilot.phase(2, pilot.begins(2).minusNanos(1))).isEqualTo(Phase.NOT_BEGUN);
        assertThat(pilot.phase(2, pilot.ends(2))).isEqualTo(Phase.OVER);
    }

    @Test
    void isLockedOnlyWithEveryNumber() {
        refused(PilotProblems.THRESHOLDS_MISSING, () -> pilot.lock(WEEK_2));

        var locked = pilot.enter(complete(), WEEK_2).lock(WEEK_2);

        assertThat(locked.isLocked()).isTrue();
        assertThat(locked.lockedHash()).hasSize(64);
    }

    @Test
    void changesNoNumberOnceLocked() {
        var locked = pilot.enter(complete(), WEEK_2).lock(WEEK_2);

        refused(PilotProblems.LOCKED, () -> locked.enter(complete(), WEEK_2));
    }

    @Test
    void changesAndLocksNothingOnceWeekFiveHasBegun() {
        refused(PilotProblems.TOO_LATE, () -> pilot.enter(complete(), WEEK_5));
        refused(PilotProblems.TOO_LATE, () -> pilot.enter(complete(), WEEK_2).lock(WEEK_5.plusNanos(1_000)));
        refused(
                PilotProblems.TOO_LATE,
                () -> Pilot.of(pilot.programme(), PilotTemplate.TWENTY_FOUR_WEEKS, START, WEEK_5));
    }

    @Test
    void hashesWhatIsAgreedOnAndNotHowItIsWritten() {
        var numbers = complete();
        var longer = new HashMap<String, BigDecimal>();
        numbers.forEach((name, value) -> longer.put(name, value.setScale(4)));
        var other = new HashMap<>(numbers);
        other.put("behaviourLift", new BigDecimal("0.5"));

        var hash = pilot.enter(numbers, WEEK_2).lock(WEEK_2).lockedHash();

        assertThat(pilot.enter(longer, WEEK_2).lock(WEEK_2).lockedHash()).isEqualTo(hash);
        assertThat(pilot.enter(other, WEEK_2).lock(WEEK_2).lockedHash()).isNotEqualTo(hash);
    }

    @Test
    void saysHowTheCostOfIntegrationStandsToExperience() {
        assertThat(plan("60000", "15000").overhead()).isEqualTo(Overhead.AS_EXPERIENCED);
        assertThat(plan("60000", "11000").overhead()).isEqualTo(Overhead.BELOW_EXPERIENCE);
        assertThat(plan("60000", "19000").overhead()).isEqualTo(Overhead.ABOVE_EXPERIENCE);
        assertThat(plan("0", "19000").overhead()).isEqualTo(Overhead.NOT_APPLICABLE);
    }

    private static PilotPlan plan(String licence, String integration) {
        return new PilotPlan(
                "DECISION_LATENCY_DAYS",
                "EUR",
                BigDecimal.valueOf(180_000),
                new BigDecimal(licence),
                new BigDecimal(integration));
    }

    @Test
    void callsFiguresDirectionalForTwoQuarters() {
        assertThat(PilotQueries.grade(START, Instant.parse("2030-07-06T12:00:00Z")))
                .isEqualTo(EvidenceGrade.DIRECTIONAL);
        assertThat(PilotQueries.grade(START, Instant.parse("2030-07-07T12:00:00Z")))
                .isEqualTo(EvidenceGrade.CONFIRMATORY);
    }
}
