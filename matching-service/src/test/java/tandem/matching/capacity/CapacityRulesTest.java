package tandem.matching.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.matching.capacity.Verdict.Finding;
import tandem.matching.capacity.Verdict.Reason;

/** R61 and R62, by hand. */
class CapacityRulesTest {

    private static final LocalDate START = LocalDate.of(2030, 1, 7);

    @ParameterizedTest
    @CsvSource({
        // leaders, coaches, least, most, reason
        "36, 2, 3, 4, POOL_TOO_SMALL",
        "36, 3, 3, 4, POOL_IN_RANGE",
        "36, 4, 3, 4, POOL_IN_RANGE",
        "36, 5, 3, 4, POOL_TOO_LARGE",
        "100, 8, 8, 12, POOL_IN_RANGE",
        "100, 12, 8, 12, POOL_IN_RANGE",
        "100, 13, 8, 12, POOL_TOO_LARGE",
        "1000, 79, 80, 120, POOL_TOO_SMALL",
        "5, 1, 1, 1, POOL_IN_RANGE",
        "5, 0, 1, 1, POOL_TOO_SMALL",
        "5, 2, 1, 1, POOL_TOO_LARGE"
    })
    void wantsCoachesForEightToTwelvePercentOfTheLeaders(int leaders, int coaches, int least, int most, Reason reason) {
        assertThat(CoachPool.of(leaders, coaches, START, START))
                .isEqualTo(Verdict.of("R61", reason, coaches, least, most));
    }

    @Test
    void asksForThePoolInTheFirstYearOnly() {
        assertThat(CoachPool.of(36, 1, START, START.plusYears(1).minusDays(1)).finding())
                .isEqualTo(Finding.TOO_FEW);
        assertThat(CoachPool.of(36, 1, START, START.plusYears(1)).reason()).isEqualTo(Reason.YEAR_ONE_OVER);
        assertThat(CoachPool.of(0, 1, START, START).reason()).isEqualTo(Reason.NOBODY_TO_SERVE);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                // high touch, mentees, mentors, least, reason
                "true, 9, 3, 3, MENTORS_SUFFICE",
                "true, 10, 3, 4, MENTORS_LACKING",
                "true, 1, 0, 1, MENTORS_LACKING",
                "true, 0, 0, 0, NOBODY_TO_SERVE",
                "false, 10, 1, 0, NOT_HIGH_TOUCH"
            })
    void wantsOneMentorForThreeMenteesInAHighTouchCohort(
            boolean highTouch, int mentees, int mentors, int least, Reason reason) {
        assertThat(MentorRatio.of(highTouch, mentees, mentors, 3))
                .isEqualTo(Verdict.of("R62", reason, mentors, least, null));
    }
}
