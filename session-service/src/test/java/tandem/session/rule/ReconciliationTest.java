package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.session.rule.SeriesTest.cancelled;
import static tandem.session.rule.SeriesTest.occurrence;
import static tandem.session.rule.SeriesTest.slot;
import static tandem.session.rule.SeriesTest.whole;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tandem.session.rule.Reconciliation.Existing;
import tandem.session.rule.Reconciliation.Standing;

class ReconciliationTest {
    private static final Instant NOW = Instant.parse("2030-01-10T09:00:00Z");
    private static final Instant PAST = Instant.parse("2030-01-08T09:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2030-01-15T09:00:00Z");
    private static final Instant NEXT_TUESDAY = Instant.parse("2030-01-22T09:00:00Z");
    private static final Term TERM = Term.of(LocalDate.parse("2030-01-01"), LocalDate.parse("2030-06-30"));

    @Test
    void schedulesWhatHasNoSession() {
        var changes = reconcile(List.of(), whole(0, TUESDAY, NEXT_TUESDAY));

        assertThat(changes.schedule()).containsExactly(slot(TUESDAY, TUESDAY), slot(NEXT_TUESDAY, NEXT_TUESDAY));
    }

    @Test
    void leavesOutWhatIsOutsideTheTerm() {
        var afterwards = Instant.parse("2030-08-01T09:00:00Z");

        assertThat(reconcile(List.of(), whole(0, afterwards)).schedule()).isEmpty();
    }

    @Test
    void findsNothingToDoForTheSameAgain() {
        var changes = reconcile(List.of(standing("a", TUESDAY)), whole(0, TUESDAY));

        assertThat(changes).isEqualTo(new Reconciliation<>(List.of(), Map.of(), List.of()));
    }

    @Test
    void movesASessionWithItsOccurrence() {
        var changes =
                reconcile(List.of(standing("a", TUESDAY)), whole(0, TUESDAY), occurrence(TUESDAY, 1, NEXT_TUESDAY));

        assertThat(changes.move()).isEqualTo(Map.of("a", slot(TUESDAY, NEXT_TUESDAY)));
    }

    @Test
    void movesTheSessionsOfASeriesThatWasShifted() {
        var wednesday = TUESDAY.plus(Duration.ofDays(1));
        var nextWednesday = NEXT_TUESDAY.plus(Duration.ofDays(1));

        var changes = reconcile(
                List.of(standing("b", NEXT_TUESDAY), standing("a", TUESDAY)), whole(1, wednesday, nextWednesday));

        assertThat(changes.move())
                .isEqualTo(Map.of("a", slot(wednesday, wednesday), "b", slot(nextWednesday, nextWednesday)));
        assertThat(changes.cancel()).isEmpty();
        assertThat(changes.schedule()).isEmpty();
    }

    @Test
    void cancelsWhatIsLeftOfAShortenedSeries() {
        var changes = reconcile(List.of(standing("a", TUESDAY), standing("b", NEXT_TUESDAY)), whole(1, TUESDAY));

        assertThat(changes.cancel()).containsExactly("b");
    }

    @Test
    void cancelsAnOccurrenceCalledOffRatherThanMovingIt() {
        var third = NEXT_TUESDAY.plus(Duration.ofDays(7));

        var changes = reconcile(
                List.of(standing("a", TUESDAY), standing("b", NEXT_TUESDAY)),
                whole(1, TUESDAY, NEXT_TUESDAY, third),
                cancelled(NEXT_TUESDAY, 2));

        assertThat(changes.cancel()).containsExactly("b");
        assertThat(changes.schedule()).containsExactly(slot(third, third));
    }

    @Test
    void leavesThePastOfARewrittenSeriesAlone() {
        var pastAtAnotherHour = PAST.plusSeconds(3_600);

        var changes = reconcile(
                List.of(standing("a", PAST), standing("b", TUESDAY)), whole(1, pastAtAnotherHour, NEXT_TUESDAY));

        assertThat(changes.cancel()).isEmpty();
        assertThat(changes.move()).containsOnlyKeys("b");
        assertThat(changes.schedule()).isEmpty();
    }

    @Test
    void takesInThePastOfAMeetingItSeesForTheFirstTime() {
        assertThat(reconcile(List.of(), whole(0, PAST, TUESDAY)).schedule())
                .containsExactly(slot(PAST, PAST), slot(TUESDAY, TUESDAY));
    }

    @Test
    void cancelsASessionThatHasBegunWhenItIsCalledOffByItself() {
        var changes = reconcile(
                List.of(standing("a", PAST), standing("b", TUESDAY)), cancelled(PAST, 1), whole(0, PAST, TUESDAY));

        assertThat(changes.cancel()).containsExactly("a");
    }

    @Test
    void putsBackWhatTheCalendarPutsBack() {
        var changes =
                reconcile(List.of(new Existing<>("a", slot(TUESDAY, TUESDAY), Standing.CALLED_OFF)), whole(0, TUESDAY));

        assertThat(changes.move()).isEqualTo(Map.of("a", slot(TUESDAY, TUESDAY)));
    }

    @Test
    void leavesAClosedSessionAsItIs() {
        var changes = reconcile(
                List.of(new Existing<>("a", slot(TUESDAY, TUESDAY), Standing.CLOSED)),
                whole(0, TUESDAY),
                occurrence(TUESDAY, 1, NEXT_TUESDAY));

        assertThat(changes).isEqualTo(new Reconciliation<>(List.of(), Map.of(), List.of()));
    }

    @Test
    void cancelsAllThatIsToComeOfACancelledSeries() {
        var gone = new Revision(null, 9, NOW, true, true, List.of(), Set.of());

        var changes = reconcile(List.of(standing("a", PAST), standing("b", TUESDAY)), gone);

        assertThat(changes.cancel()).containsExactly("b");
    }

    /** The sessions, not only the series, are the same after every order of four messages. */
    @Test
    void leavesTheSameSessionsInWhateverOrderMessagesArrive() {
        var third = NEXT_TUESDAY.plus(Duration.ofDays(7));
        var messages = List.of(
                whole(0, TUESDAY, NEXT_TUESDAY),
                whole(1, TUESDAY, NEXT_TUESDAY, third),
                occurrence(NEXT_TUESDAY, 1, NEXT_TUESDAY.plusSeconds(7_200)),
                cancelled(TUESDAY, 2));
        var expected = List.of(slot(NEXT_TUESDAY, NEXT_TUESDAY.plusSeconds(7_200)), slot(third, third));

        for (var order : SeriesTest.permutations(messages)) {
            var diary = new Diary();
            order.forEach(diary::take);
            order.forEach(diary::take);
            assertThat(diary.standing()).isEqualTo(expected);
        }
    }

    private static Existing<String> standing(String name, Instant start) {
        return new Existing<>(name, slot(start, start), Standing.STANDS);
    }

    private static Reconciliation<String> reconcile(List<Existing<String>> existing, Revision... revisions) {
        return Reconciliation.of(existing, Series.of(List.of(revisions)), TERM, NOW);
    }

    /** Sessions kept by reconciling after every message, as the service does. */
    private static final class Diary {
        private Series series = Series.of(List.of());
        private final Map<Integer, Existing<Integer>> sessions = new TreeMap<>();

        void take(Revision message) {
            series = series.with(message);
            var changes = Reconciliation.of(List.copyOf(sessions.values()), series, TERM, NOW);
            changes.cancel()
                    .forEach(id ->
                            put(id, Objects.requireNonNull(sessions.get(id)).slot(), Standing.CALLED_OFF));
            changes.move().forEach((id, slot) -> put(id, slot, Standing.STANDS));
            changes.schedule().forEach(slot -> put(sessions.size(), slot, Standing.STANDS));
        }

        List<Slot> standing() {
            return sessions.values().stream()
                    .filter(session -> session.standing() == Standing.STANDS)
                    .map(Existing::slot)
                    .sorted(Comparator.comparing(Slot::startsAt))
                    .toList();
        }

        private void put(int id, Slot slot, Standing standing) {
            sessions.put(id, new Existing<>(id, slot, standing));
        }
    }
}
