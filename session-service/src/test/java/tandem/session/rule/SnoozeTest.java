package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tandem.session.rule.Snooze.Against;

class SnoozeTest {
    private static final LocalDate TODAY = LocalDate.parse("2030-01-10");

    @Test
    void lastsFourWeeksAtMostTwiceInASilence() {
        assertThat(Snooze.against(TODAY.plusDays(28), 1, TODAY)).isEmpty();
        assertThat(Snooze.against(TODAY.plusDays(29), 1, TODAY)).containsExactly(Against.TOO_LONG);
        assertThat(Snooze.against(TODAY.plusDays(28), 2, TODAY)).containsExactly(Against.TOO_OFTEN);
        assertThat(Snooze.against(TODAY, 0, TODAY)).containsExactly(Against.NOT_AHEAD);
    }
}
