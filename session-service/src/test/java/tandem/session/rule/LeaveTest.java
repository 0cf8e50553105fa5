package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaveTest {

    private static final Instant NOW = Instant.parse("2030-03-20T10:00:00Z");
    private static final LocalDate FIRST = LocalDate.parse("2030-03-10");

    @Test
    void movesNothingForWhoIsThere() {
        var over = new Leave(FIRST, LocalDate.parse("2030-03-12"));
        var toCome = new Leave(LocalDate.parse("2030-04-01"), null);

        assertThat(Leave.backAt(List.of(), NOW, NOW)).isEqualTo(NOW);
        assertThat(Leave.backAt(List.of(over, toCome), NOW, NOW)).isEqualTo(NOW);
    }

    @Test
    void waitsForTheDayAfterTheLast() {
        var leave = new Leave(FIRST, LocalDate.parse("2030-03-20"));
        var next = new Leave(LocalDate.parse("2030-03-21"), LocalDate.parse("2030-03-24"));

        assertThat(Leave.backAt(List.of(leave), NOW, NOW)).isEqualTo("2030-03-21T00:00:00Z");
        assertThat(Leave.backAt(List.of(next, leave), NOW, NOW)).isEqualTo("2030-03-25T00:00:00Z");
    }

    @Test
    void asksAgainTomorrowWhereNobodyKnows() {
        assertThat(Leave.backAt(List.of(new Leave(FIRST, null)), NOW, NOW)).isEqualTo("2030-03-21T10:00:00Z");
    }
}
