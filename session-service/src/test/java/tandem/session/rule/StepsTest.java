package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final LocalDate SESSION = LocalDate.parse("2030-01-08");
    private static final LocalDate TODAY = LocalDate.parse("2030-01-20");

    @Test
    void isDueFromTheDayOfItsSessionOnWithinAYear() {
        assertThat(Steps.objectionToDue(SESSION, SESSION)).isEmpty();
        assertThat(Steps.objectionToDue(SESSION, SESSION.plusYears(1))).isEmpty();
        assertThat(Steps.objectionToDue(SESSION, SESSION.minusDays(1))).isPresent();
        assertThat(Steps.objectionToDue(SESSION, SESSION.plusYears(1).plusDays(1)))
                .isPresent();
    }

    @Test
    void isDoneBetweenItsSessionAndToday() {
        assertThat(Steps.objectionToDone(SESSION, SESSION, TODAY)).isEmpty();
        assertThat(Steps.objectionToDone(SESSION, TODAY, TODAY)).isEmpty();
        assertThat(Steps.objectionToDone(SESSION, SESSION.minusDays(1), TODAY)).isPresent();
        assertThat(Steps.objectionToDone(SESSION, TODAY.plusDays(1), TODAY)).isPresent();
    }
}
