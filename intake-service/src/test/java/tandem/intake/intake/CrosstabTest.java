package tandem.intake.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.events.Pathway.COACHING;
import static tandem.events.Pathway.MENTORING;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import tandem.events.Pathway;
import tandem.intake.intake.Crosstab.Cell;

class CrosstabTest {

    private static final int K = 5;

    private final Crosstab table = new Crosstab();

    @Test
    void countsWhoGoesWhere() {
        count(COACHING, COACHING, 3);
        count(COACHING, MENTORING, 2);

        assertThat(table.cells()).containsExactly(new Cell(COACHING, COACHING, 3), new Cell(COACHING, MENTORING, 2));
        assertThat(table.total()).isEqualTo(5);
        assertThat(table.changed()).isEqualTo(2);
    }

    @Test
    void hidesASmallGroupAndWhatItCouldBeReckonedFrom() {
        count(COACHING, COACHING, 20);
        count(COACHING, MENTORING, 2);
        count(MENTORING, MENTORING, 30);

        assertThat(table.cellsHiding(K)).extracting(Cell::count).containsOnlyNulls();
    }

    @Test
    void showsWhatIsLargeEnough() {
        count(COACHING, COACHING, 20);
        count(COACHING, MENTORING, 5);

        assertThat(table.cellsHiding(K)).extracting(Cell::count).containsExactly(20, 5);
    }

    @Test
    void knowsWhenTheCountOfTheChangedWouldShowAFew() {
        count(COACHING, COACHING, 20);
        count(COACHING, MENTORING, 4);

        assertThat(table.tellsTooMuch(K)).isTrue();
        assertThat(table.tellsTooMuch(4)).isFalse();
    }

    /** The rows, columns and the whole are taken to be known; no hidden group of fewer than k may follow from them. */
    @RepeatedTest(200)
    void letsNoSmallGroupBeReckonedFromRowsAndColumns(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        for (var from : Pathway.values()) {
            for (var to : Pathway.values()) {
                count(from, to, random.nextBoolean() ? 0 : random.nextInt(15));
            }
        }

        var shown = table.cellsHiding(K);

        assertThat(shown)
                .extracting(Cell::count)
                .filteredOn(Objects::nonNull)
                .allSatisfy(count -> assertThat(count).isGreaterThanOrEqualTo(K));
        for (var pathway : Pathway.values()) {
            var row = shown.stream().filter(cell -> cell.from() == pathway).toList();
            var hidden = row.stream().filter(cell -> cell.count() == null).count();
            assertThat(hidden == 1 && row.size() > 1).isFalse();
        }
    }

    private void count(Pathway from, Pathway to, int times) {
        for (int i = 0; i < times; i++) {
            table.count(from, to);
        }
    }
}
