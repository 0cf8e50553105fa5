package tandem.matching.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import tandem.matching.capacity.Demand.Needing;
import tandem.matching.capacity.Forecast.Given;
import tandem.matching.capacity.Forecast.Week;
import tandem.matching.capacity.ForecastError.Kept;
import tandem.matching.capacity.Verdict.Reason;

/** R63: who would wait in the weeks ahead, and how far the forecast was off. */
class ForecastTest {

    /** A Wednesday. */
    private static final LocalDate TODAY = LocalDate.of(2030, 1, 9);

    private static final LocalDate MONDAY = LocalDate.of(2030, 1, 7);

    @Test
    void carriesWhoWaitsAndWhatIsSpareFromWeekToWeek() {
        var arriving = new int[Forecast.WEEKS];
        var freed = new int[Forecast.WEEKS];
        arriving[1] = 2;
        freed[2] = 4;

        var forecast = Forecast.of(new Given(TODAY, 3, 2, arriving, freed, 26));

        assertThat(forecast.weeks())
                .startsWith(
                        new Week(MONDAY, 0, 0, 1, 0),
                        new Week(MONDAY.plusWeeks(1), 2, 0, 3, 0),
                        new Week(MONDAY.plusWeeks(2), 0, 4, 0, 1),
                        new Week(MONDAY.plusWeeks(3), 0, 0, 0, 1));
        assertThat(forecast.verdict()).isEqualTo(Verdict.of("R63", Reason.SEATS_LACKING, 2, 5, null));
    }

    @Test
    void givesASeatBackWhenItsTermIsOver() {
        var arriving = new int[Forecast.WEEKS];
        arriving[4] = 1;

        var forecast = Forecast.of(new Given(TODAY, 1, 1, arriving, new int[Forecast.WEEKS], 5));

        assertThat(forecast.weeks()).extracting(Week::unserved).startsWith(0, 0, 0, 0, 1, 0);
    }

    @RepeatedTest(200)
    void sufficesWithAsManySeatsMoreAsAreLacking(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var arriving = random.ints(Forecast.WEEKS, 0, 5).toArray();
        var freed = random.ints(Forecast.WEEKS, 0, 5).toArray();
        var given = new Given(TODAY, random.nextInt(6), random.nextInt(6), arriving, freed, 13);
        int lacking = Forecast.of(given).lacking();

        assertThat(Forecast.of(given.with(0, 0, lacking)).lacking()).isZero();
        if (lacking > 0) {
            assertThat(Forecast.of(given.with(0, 0, lacking - 1)).lacking()).isOne();
        }
    }

    @Test
    void showsAWaveInItsWeek() {
        var given = new Given(TODAY, 0, 1, new int[Forecast.WEEKS], new int[Forecast.WEEKS], 13);

        var forecast = Forecast.of(given.with(5, 3, 0));

        assertThat(forecast.weeks()).extracting(Week::unserved).startsWith(0, 0, 0, 4);
        assertThat(forecast.lacking()).isEqualTo(4);
    }

    @Test
    void countsWhoNeedsASeatNowAndInWhichWeekTheOthersDo() {
        var demand = Demand.of(
                List.of(
                        new Needing(DueDates.AT_ONCE, false),
                        new Needing(DueDates.AT_ONCE, true),
                        new Needing(TODAY, false),
                        new Needing(TODAY.plusDays(1), false),
                        new Needing(MONDAY.plusWeeks(1), false),
                        new Needing(MONDAY.plusWeeks(1), true),
                        new Needing(MONDAY.plusWeeks(Forecast.WEEKS), false)),
                TODAY);

        assertThat(demand.unserved()).isEqualTo(2);
        assertThat(demand.arriving()).startsWith(1, 1, 0).hasSize(Forecast.WEEKS);
    }

    @Test
    void comparesWhatWasExpectedOfAWeekWithWhatTheNextMondayKnew() {
        var kept = List.of(
                new Kept(MONDAY, 2, 1, 10),
                new Kept(MONDAY.plusWeeks(1), 3, 2, 12),
                // a wave of five nobody had told of
                new Kept(MONDAY.plusWeeks(2), 1, 0, 20),
                // a week without a forecast in between
                new Kept(MONDAY.plusWeeks(4), 9, 4, 21));

        assertThat(ForecastError.ofArrivals(kept.reversed()))
                .contains(new ForecastError(2, new BigDecimal("2.50"), new BigDecimal("-2.50")));
        assertThat(ForecastError.ofSeats(kept, Map.of(MONDAY, 2), MONDAY.plusWeeks(2)))
                .contains(new ForecastError(2, new BigDecimal("1.50"), new BigDecimal("0.50")));
    }

    @Test
    void saysNothingOfItsErrorBeforeTwoWeeksCanBeCompared() {
        assertThat(ForecastError.ofArrivals(List.of(new Kept(MONDAY, 2, 1, 10))))
                .isEmpty();
        assertThat(ForecastError.ofSeats(List.of(new Kept(MONDAY, 2, 1, 10)), Map.of(), TODAY))
                .isEmpty();
    }
}
