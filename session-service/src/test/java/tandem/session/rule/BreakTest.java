package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.session.rule.Break.Against;

class BreakTest {
    private static final LocalDate TODAY = LocalDate.parse("2030-01-10");

    @Test
    void lastsFromItsFirstToItsLastDayBothIncluded() {
        var week = new Break(TODAY, TODAY.plusDays(6));

        assertThat(week.days()).isEqualTo(7);
        assertThat(week.covers(TODAY.plusDays(6))).isTrue();
        assertThat(week.covers(TODAY.plusDays(7))).isFalse();
    }

    @Test
    void isSixWeeksAtMostAndTwelveInAll() {
        assertThat(new Break(TODAY, TODAY.plusDays(41)).against(List.of(), TODAY))
                .isEmpty();
        assertThat(new Break(TODAY, TODAY.plusDays(42)).against(List.of(), TODAY))
                .containsExactly(Against.TOO_LONG);
        var others = List.of(
                new Break(TODAY.plusDays(50), TODAY.plusDays(91)), new Break(TODAY.plusDays(100), TODAY.plusDays(140)));
        assertThat(new Break(TODAY, TODAY.plusDays(1)).against(others, TODAY)).containsExactly(Against.TOO_MANY_DAYS);
    }

    @Test
    void isNeitherInsideOutNorLongAgoNorTwice() {
        assertThat(new Break(TODAY, TODAY.minusDays(1)).against(List.of(), TODAY))
                .containsExactly(Against.NOT_IN_ORDER);
        assertThat(new Break(TODAY.minusDays(15), TODAY).against(List.of(), TODAY))
                .containsExactly(Against.TOO_LATE);
        assertThat(new Break(TODAY.minusDays(14), TODAY).against(List.of(), TODAY))
                .isEmpty();
        assertThat(new Break(TODAY, TODAY.plusDays(3))
                        .against(List.of(new Break(TODAY.plusDays(3), TODAY.plusDays(9))), TODAY))
                .containsExactly(Against.OVERLAPS);
    }

    @Test
    void runsOnIntoTheOneThatFollows() {
        var first = new Break(TODAY, TODAY.plusDays(3));
        var next = new Break(TODAY.plusDays(4), TODAY.plusDays(6));

        assertThat(Break.endingAfter(first.from(), List.of(next, first))).contains(next.to());
        assertThat(Break.endingAfter(next.to(), List.of(next, first))).isEmpty();
    }
}
