package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ClosingTest {

    private static final LocalDate END = LocalDate.parse("2030-06-30");

    @Test
    void beginsFourWeeksBeforeThePlannedEnd() {
        assertThat(Closing.isOpen(END, null, LocalDate.parse("2030-06-01"))).isFalse();
        assertThat(Closing.isOpen(END, null, LocalDate.parse("2030-06-02"))).isTrue();
    }

    @Test
    void asksWhenItBeginsOnTheLastDayAndAWeekAfter() {
        assertThat(Closing.askedOn(END, null))
                .extracting(LocalDate::toString)
                .containsExactly("2030-06-02", "2030-06-30", "2030-07-07");
        // done early: on that day and a week after
        assertThat(Closing.askedOn(END, LocalDate.parse("2030-04-10")))
                .extracting(LocalDate::toString)
                .containsExactly("2030-04-10", "2030-04-17");
    }

    @Test
    void lastsFourWeeksAfterTheEnd() {
        var early = LocalDate.parse("2030-03-01");

        assertThat(Closing.isOpen(END, early, early)).isTrue();
        assertThat(Closing.isOpen(END, early, LocalDate.parse("2030-03-29"))).isTrue();
        assertThat(Closing.isOpen(END, early, LocalDate.parse("2030-03-30"))).isFalse();
    }
}
