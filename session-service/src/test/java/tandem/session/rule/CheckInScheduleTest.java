package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.session.rule.CheckInSchedule.Due;

class CheckInScheduleTest {

    private static final LocalDate START = LocalDate.parse("2030-01-31");

    @Test
    void asksSoManyWeeksAfterTheStart() {
        assertThat(new CheckInSchedule(List.of(11, 1, 3), 0).within(START, START.plusWeeks(11)))
                .containsExactly(
                        new Due(1, START.plusWeeks(1)),
                        new Due(2, START.plusWeeks(3)),
                        new Due(3, START.plusWeeks(11)));
    }

    @Test
    void asksEveryQuarterToTheEndOfTheMonth() {
        assertThat(new CheckInSchedule(List.of(), 3).within(START, LocalDate.parse("2030-10-30")))
                .extracting(Due::on)
                .containsExactly(LocalDate.parse("2030-04-30"), LocalDate.parse("2030-07-31"));
    }

    @Test
    void asksNothingAfterTheLastDay() {
        assertThat(new CheckInSchedule(List.of(12), 0)
                        .within(START, START.plusWeeks(12).minusDays(1)))
                .isEmpty();
    }

    @Test
    void asksOnceWhenWeeksAndMonthsMeet() {
        assertThat(new CheckInSchedule(List.of(0), 12).within(START, START.plusYears(1)))
                .extracting(Due::number)
                .containsExactly(1, 2);
    }

    @Test
    void staysBoundedForAnEngagementWithoutEnd() {
        assertThat(new CheckInSchedule(List.of(), 1).within(START, LocalDate.parse("9999-12-31")))
                .hasSize(60);
    }
}
