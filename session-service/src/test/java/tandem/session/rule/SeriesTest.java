package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.events.Party.LEADER;
import static tandem.events.Party.PROVIDER;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tandem.events.Party;
import tandem.session.rule.Answer.Response;

class SeriesTest {
    private static final Instant ONE = Instant.parse("2030-01-08T09:00:00Z");
    private static final Instant TWO = Instant.parse("2030-01-15T09:00:00Z");
    private static final Instant THREE = Instant.parse("2030-01-22T09:00:00Z");
    private static final Instant MOVED = Instant.parse("2030-01-16T13:00:00Z");
    private static final Instant STAMP = Instant.parse("2030-01-02T00:00:00Z");

    private static final Revision WHOLE = whole(0, ONE, TWO, THREE);
    private static final Revision SECOND_MOVED = occurrence(TWO, 1, MOVED);
    private static final Revision THIRD_CANCELLED = cancelled(THREE, 1);

    @Test
    void replacesAnOccurrenceThatWasMoved() {
        var series = Series.of(List.of(WHOLE, SECOND_MOVED));

        assertThat(series.standing()).containsExactly(slot(ONE, ONE), slot(TWO, MOVED), slot(THREE, THREE));
    }

    @Test
    void leavesOutAnOccurrenceThatWasCancelled() {
        var series = Series.of(List.of(WHOLE, THIRD_CANCELLED));

        assertThat(series.standing()).containsExactly(slot(ONE, ONE), slot(TWO, TWO));
        assertThat(series.calledOff()).containsExactly(THREE);
    }

    @Test
    void ignoresALowerSequence() {
        var series = Series.of(List.of(SECOND_MOVED));

        assertThat(series.with(occurrence(TWO, 0, ONE))).isSameAs(series);
    }

    @Test
    void ignoresTheSameRevisionAgain() {
        var series = Series.of(List.of(WHOLE));

        assertThat(series.with(WHOLE)).isSameAs(series);
    }

    @Test
    void letsTheLaterStampDecideBetweenEqualSequences() {
        var later = new Revision(TWO, 1, STAMP.plusSeconds(60), false, true, List.of(slot(TWO, THREE)), Set.of());

        assertThat(Series.of(List.of(SECOND_MOVED)).with(later).standing()).containsExactly(slot(TWO, THREE));
    }

    @Test
    void bringsBackAnOccurrenceTheCalendarPutBack() {
        var series = Series.of(List.of(WHOLE, THIRD_CANCELLED)).with(occurrence(THREE, 2, THREE));

        assertThat(series.standing()).contains(slot(THREE, THREE));
        assertThat(series.calledOff()).isEmpty();
    }

    @Test
    void standsForOneOccurrenceWhereOnlyThatOneWasSent() {
        assertThat(Series.of(List.of(SECOND_MOVED)).standing()).containsExactly(slot(TWO, MOVED));
    }

    @Test
    void forgetsAMovedOccurrenceTheRuleNoLongerHas() {
        var series = Series.of(List.of(SECOND_MOVED)).with(whole(2, ONE, THREE));

        assertThat(series.standing()).containsExactly(slot(ONE, ONE), slot(THREE, THREE));
    }

    @Test
    void takesOccurrencesOneByOneWhereTheWholeIsNotComplete() {
        var first = new Revision(null, 0, STAMP, false, false, List.of(slot(ONE, ONE)), Set.of());

        assertThat(Series.of(List.of(first, SECOND_MOVED)).standing())
                .containsExactly(slot(ONE, ONE), slot(TWO, MOVED));
    }

    @Test
    void leavesNothingOfACancelledSeries() {
        var gone = new Revision(null, 5, STAMP, true, true, List.of(), Set.of());

        assertThat(Series.of(List.of(WHOLE, SECOND_MOVED, gone)).standing()).isEmpty();
    }

    /** Every order of five messages, each of them also repeated at the end: 120 orders times 5 repeats. */
    @Test
    void endsTheSameInWhateverOrderAndHoweverOftenMessagesArrive() {
        var messages = List.of(
                WHOLE,
                whole(1, ONE, TWO, THREE, THREE.plus(Duration.ofDays(7))),
                SECOND_MOVED,
                THIRD_CANCELLED,
                occurrence(TWO, 2, THREE.plusSeconds(3_600)));
        var expected = Series.of(messages).standing();

        for (var order : permutations(messages)) {
            for (var again : messages) {
                var series = Series.of(List.of());
                for (var message : order) {
                    series = series.with(message).with(message);
                }
                assertThat(series.with(again).standing()).isEqualTo(expected);
            }
        }
    }

    @Test
    void callsOffWhatOneSideDeclines() {
        var series = Series.of(List.of(WHOLE), List.of(answer(LEADER, TWO, 0, 1, Response.DECLINED)));

        assertThat(series.standing()).containsExactly(slot(ONE, ONE), slot(THREE, THREE));
        assertThat(series.calledOff()).containsExactly(TWO);
        assertThat(series.declinedBy(slot(TWO, TWO))).contains(LEADER);
    }

    @Test
    void letsALaterAnswerToTheWholeReplaceAnEarlierOneToAnOccurrence() {
        var series = Series.of(
                List.of(WHOLE),
                List.of(answer(LEADER, TWO, 0, 1, Response.DECLINED), answer(LEADER, null, 0, 2, Response.ACCEPTED)));

        assertThat(series.standing()).hasSize(3);
        assertThat(series.response(LEADER, slot(TWO, TWO))).contains(Response.ACCEPTED);
    }

    @Test
    void hasANewTimeAnsweredAnew() {
        var declined = Series.of(List.of(WHOLE), List.of(answer(LEADER, TWO, 0, 1, Response.DECLINED)));

        assertThat(declined.with(SECOND_MOVED).standing()).contains(slot(TWO, MOVED));
    }

    @Test
    void keepsAnAnswerToATimeThatStayed() {
        var declined = Series.of(
                List.of(WHOLE), List.of(new Answer(LEADER, TWO, 0, STAMP.plusSeconds(1), Response.DECLINED, TWO)));

        assertThat(declined.with(whole(1, ONE, TWO, THREE, THREE.plus(Duration.ofDays(7))))
                        .standing())
                .doesNotContain(slot(TWO, TWO));
    }

    @Test
    void undoesNothingThatHadBegun() {
        var late = new Answer(LEADER, null, 0, TWO, Response.DECLINED, null);

        assertThat(Series.of(List.of(WHOLE), List.of(late)).standing()).containsExactly(slot(ONE, ONE), slot(TWO, TWO));
    }

    /** The organiser moves and cancels, both sides answer: every order of six messages, each sent twice, 720 orders. */
    @Test
    void endsTheSameHoweverTheEditsOfBothSidesInterleave() {
        List<UnaryOperator<Series>> edits = List.of(
                series -> series.with(WHOLE),
                series -> series.with(SECOND_MOVED),
                series -> series.with(THIRD_CANCELLED),
                series -> series.with(answer(LEADER, null, 0, 5, Response.ACCEPTED)),
                series -> series.with(answer(LEADER, TWO, 0, 6, Response.DECLINED)),
                series -> series.with(answer(PROVIDER, ONE, 0, 7, Response.DECLINED)));

        for (var order : permutations(edits)) {
            var series = Series.of(List.of());
            for (var edit : order) {
                series = edit.apply(edit.apply(series));
            }
            assertThat(series.standing()).containsExactly(slot(TWO, MOVED));
            assertThat(series.calledOff()).containsExactlyInAnyOrder(ONE, THREE);
            assertThat(Series.of(series.revisions(), series.answers()).standing())
                    .isEqualTo(series.standing());
        }
    }

    private static Answer answer(
            Party party, @Nullable Instant occurrence, long sequence, int seconds, Response response) {
        return new Answer(party, occurrence, sequence, STAMP.plusSeconds(seconds), response, null);
    }

    static <T> List<List<T>> permutations(List<T> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (var first : items) {
            var rest = new ArrayList<>(items);
            rest.remove(first);
            for (var tail : permutations(rest)) {
                var order = new ArrayList<T>();
                order.add(first);
                order.addAll(tail);
                all.add(order);
            }
        }
        return all;
    }

    static Revision whole(long sequence, Instant... starts) {
        return revision(null, sequence, false, List.of(starts));
    }

    static Revision occurrence(Instant original, long sequence, Instant startsAt) {
        return new Revision(original, sequence, STAMP, false, true, List.of(slot(original, startsAt)), Set.of());
    }

    static Revision cancelled(Instant original, long sequence) {
        return revision(original, sequence, true, List.of());
    }

    static Slot slot(Instant original, Instant startsAt) {
        return new Slot(original, startsAt, startsAt.plusSeconds(3_600));
    }

    private static Revision revision(
            @Nullable Instant occurrence, long sequence, boolean cancelled, List<Instant> starts) {
        var slots = starts.stream().map(start -> slot(start, start)).toList();
        return new Revision(occurrence, sequence, STAMP, cancelled, true, slots, Set.of());
    }
}
