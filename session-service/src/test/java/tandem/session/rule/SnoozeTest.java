package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.session.rule.Snooze.Against;

class SnoozeTest {
    private static final LocalDate TODAY = LocalDate.parse("2030-01-10");
    private static final Instant NOW = Instant.parse("2030-01-10T09:00:00Z");

    @Test
    void lastsFourWeeksAtMostTwiceInASilence() {
        assertThat(Snooze.against(TODAY.plusDays(28), 1, TODAY)).isEmpty();
        assertThat(Snooze.against(TODAY.plusDays(29), 1, TODAY)).containsExactly(Against.TOO_LONG);
        assertThat(Snooze.against(TODAY.plusDays(28), 2, TODAY)).containsExactly(Against.TOO_OFTEN);
        assertThat(Snooze.against(TODAY, 0, TODAY)).containsExactly(Against.NOT_AHEAD);
    }

    @Test
    void capsTheMailOfOnePersonAtTwoInSevenDays() {
        var yesterday = NOW.minus(Duration.ofDays(1));
        var longAgo = NOW.minus(Duration.ofDays(7));

        assertThat(PromptCap.allows(List.of(yesterday), NOW)).isTrue();
        assertThat(PromptCap.allows(List.of(yesterday, NOW), NOW)).isFalse();
        assertThat(PromptCap.allows(List.of(longAgo, yesterday), NOW)).isTrue();
    }
}
