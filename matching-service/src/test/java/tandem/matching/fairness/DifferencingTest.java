package tandem.matching.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tandem.events.PersonId;

class DifferencingTest {

    private static final int K = 5;

    @Test
    void tellsTheFirstAndTheSameAgain() {
        assertThat(Differencing.allows(people(0, 10), List.of(), K)).isTrue();
        assertThat(Differencing.allows(people(0, 10), List.of(people(0, 10)), K))
                .isTrue();
    }

    @Test
    void tellsNothingThatDiffersInAFew() {
        assertThat(Differencing.allows(people(0, 11), List.of(people(0, 10)), K))
                .isFalse();
        assertThat(Differencing.allows(people(2, 12), List.of(people(0, 10)), K))
                .as("two out and two in")
                .isFalse();
        assertThat(Differencing.allows(people(0, 15), List.of(people(0, 10)), K))
                .isTrue();
        assertThat(Differencing.allows(people(0, 15), List.of(people(0, 10), people(0, 14)), K))
                .as("to any of those told before")
                .isFalse();
    }

    /** A policy may ask for less than three; nobody is told of so few. */
    @Test
    void neverTakesFewerThanThreeForAGroup() {
        assertThat(Differencing.allows(people(0, 12), List.of(people(0, 10)), 1))
                .isFalse();
        assertThat(Differencing.allows(people(0, 13), List.of(people(0, 10)), 1))
                .isTrue();
    }

    @Test
    void tellsFewThatDiffer() {
        var told = IntStream.range(0, Differencing.TOLD_MAX)
                .mapToObj(n -> people(n * K, n * K + 2 * K))
                .toList();

        assertThat(Differencing.allows(people(1_000, 1_010), told, K)).isFalse();
        assertThat(Differencing.allows(people(1_000, 1_010), told.subList(1, told.size()), K))
                .isTrue();
        assertThat(Differencing.allows(told.getFirst(), told, K)).isTrue();
    }

    private static Set<PersonId> people(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(n -> new PersonId(new UUID(0, n)))
                .collect(Collectors.toSet());
    }
}
