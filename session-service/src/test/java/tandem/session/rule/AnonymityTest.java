package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnonymityTest {

    @Test
    void saysNothingBelowTheThreshold() {
        assertThat(Anonymity.figure(List.of(3, 4), 3)).isEmpty();
        assertThat(Anonymity.figure(List.of(3, 4, 5), 4)).isEmpty();
        assertThat(Anonymity.figure(List.of(3, 4, 5), 3)).contains(4.0);
    }

    @Test
    void keepsTheThresholdOfTheHouseWhateverAProgrammeSays() {
        assertThat(Anonymity.figure(List.of(3, 4), 1)).isEmpty();
        assertThat(Anonymity.figure(List.of(), 0)).isEmpty();
    }

    @Test
    void saysTheMeanInHalves() {
        assertThat(Anonymity.figure(List.of(1, 2, 2, 3), 3)).contains(2.0);
        assertThat(Anonymity.figure(List.of(4, 4, 4, 3), 3)).contains(4.0);
    }

    @Test
    void doesNotSayThatAllAgree() {
        assertThat(Anonymity.figure(List.of(5, 5, 5), 3)).contains(4.5);
        assertThat(Anonymity.figure(List.of(1, 1, 1, 1), 3)).contains(1.5);
    }

    /** Whoever sees the figure and the number of answers, of any vector there is, can exclude all but one answer of nobody. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7})
    void leavesMoreThanOneAnswerPossibleForEveryRater(int raters) {
        Map<Double, List<Set<Integer>>> possible = new HashMap<>();
        vectors(raters, new ArrayList<>(), possible);

        assertThat(possible).isNotEmpty();
        possible.forEach((figure, byRater) -> assertThat(byRater)
                .as("figure %s of %s raters", figure, raters)
                .allSatisfy(values -> assertThat(values).hasSizeGreaterThan(1)));
    }

    private static void vectors(int raters, List<Integer> answers, Map<Double, List<Set<Integer>>> possible) {
        if (answers.size() == raters) {
            var figure = Anonymity.figure(answers, Anonymity.THRESHOLD_MIN).orElseThrow();
            var byRater = possible.computeIfAbsent(figure, unseen -> sets(raters));
            for (int rater = 0; rater < raters; rater++) {
                byRater.get(rater).add(answers.get(rater));
            }
            return;
        }
        for (int value = 1; value <= 5; value++) {
            answers.addLast(value);
            vectors(raters, answers, possible);
            answers.removeLast();
        }
    }

    private static List<Set<Integer>> sets(int count) {
        var sets = new ArrayList<Set<Integer>>();
        for (int set = 0; set < count; set++) {
            sets.add(new TreeSet<>());
        }
        return sets;
    }
}
