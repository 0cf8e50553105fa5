package tandem.matching.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.matching.fairness.SelectionRates.Declared;
import tandem.matching.fairness.SelectionRates.Rate;

class SelectionRatesTest {

    private static final int K = 5;
    private static final int COHORTS = 2_000;

    @ParameterizedTest(name = "{5}")
    @CsvSource({
        "10, 10, 10, 10, 1.00, all are served",
        "0, 10, 0, 10, 1.00, nobody is served",
        "6, 10, 6, 10, 1.00, as often as the other",
        "8, 10, 10, 20, 0.60, 0.5 over 0.8 is 0.625 and told as 0.60",
        "5, 10, 8, 20, 0.80, 0.4 over 0.5 is on the bound",
        "0, 10, 10, 10, 0.00, one group gets nobody at all",
        "10, 10, 15, 20, 0.75, five wait and all are of one group",
        "10, 10, 16, 20, , only four wait",
        "4, 10, 0, 20, , only four are served",
        "4, 4, 10, 20, , one group is too small and the other alone",
        "5, 5, 0, 5, 0.00, exactly as many as have to be"
    })
    void comparesTheLowestRateWithTheHighest(
            int served, int seeking, int otherServed, int otherSeeking, @Nullable String ratio, String why) {
        var cohort = cohort(group("A", served, seeking), group("B", otherServed, otherSeeking));

        assertThat(told(cohort, K)).as(why).isEqualTo(ratio);
    }

    @Test
    void looksAtEveryGroupThatIsLargeEnoughAndAtNoOther() {
        var three = cohort(group("A", 10, 10), group("B", 5, 10), group("C", 8, 10));

        assertThat(told(three, K)).isEqualTo("0.50");
        assertThat(told(cohort(three, group("D", 0, 4), group("E", 0, 4)), K)).isEqualTo("0.50");
        assertThat(told(cohort(three, group("F", 0, 5)), K)).isEqualTo("0.00");
    }

    @Test
    void hidesASmallGroupBehindTheSmallestOfTheOthers() {
        var cohort = cohort(group("A", 10, 20), group("B", 10, 10), group("C", 1, 9));

        assertThat(told(cohort, K)).isEqualTo("0.10");
        assertThat(told(cohort(cohort, group("D", 0, 1)), K))
                .as("without C, for D would be known from the rest")
                .isEqualTo("0.50");
    }

    @Test
    void letsNoPolicyLookAtFewerThanThree() {
        var pairs = cohort(group("A", 2, 2), group("B", 0, 2));

        assertThat(told(pairs, 1)).isNull();
        assertThat(told(cohort(group("A", 3, 3), group("B", 0, 3)), 1)).isEqualTo("0.00");
    }

    @Test
    void staysTheSameWhateverTheGroupsAreCalled() {
        forEachCohort((random, cohort) -> {
            var names = new ArrayList<>(List.of("A", "B", "C", "D", "E"));
            Collections.shuffle(names, random);
            var renamed = cohort.stream()
                    .map(one -> new Declared(names.get(one.group().charAt(0) - 'A'), one.served()))
                    .toList();

            assertThat(SelectionRates.ratio(renamed, K)).isEqualTo(SelectionRates.ratio(cohort, K));
        });
    }

    @Test
    void isOneWheneverAllGroupsAreServedAsOften() {
        var random = new Random(1);
        for (int i = 0; i < COHORTS; i++) {
            int of = 1 + random.nextInt(6);
            int served = random.nextInt(of + 1);
            int first = K + random.nextInt(10);
            int second = K + random.nextInt(10);
            var cohort = cohort(group("A", served * first, of * first), group("B", served * second, of * second));

            assertThat(told(cohort, K)).isEqualTo("1.00");
        }
    }

    @Test
    void isAShareInStepsThatNeverFlatters() {
        forEachCohort((random, cohort) -> SelectionRates.ratio(cohort, K).ifPresent(ratio -> {
            var rates = SelectionRates.compared(cohort, K).stream()
                    .mapToDouble(rate -> (double) rate.served() / rate.seeking())
                    .summaryStatistics();
            double exact = rates.getMax() == 0 ? 1 : rates.getMin() / rates.getMax();

            assertThat(ratio.doubleValue()).isBetween(0.0, 1.0).isBetween(exact - 0.05, exact + 1e-9);
            assertThat(ratio.movePointRight(2).intValueExact() % SelectionRates.STEP_PERCENT)
                    .isZero();
        }));
    }

    /** Everybody less those looked at is nobody, or too many to tell about; and how they fare changes nothing that is told. */
    @Test
    void cannotBeUndoneBySubtraction() {
        forEachCohort((random, cohort) -> {
            var compared = SelectionRates.compared(cohort, K);
            long hidden =
                    cohort.size() - compared.stream().mapToLong(Rate::seeking).sum();

            assertThat(compared).allMatch(rate -> rate.seeking() >= K);
            assertThat(hidden == 0 || hidden >= K || compared.isEmpty()).isTrue();
        });
        var large = cohort(group("A", 10, 20), group("B", 10, 10));
        assertThat(IntStream.rangeClosed(0, 4)
                        .mapToObj(served -> told(cohort(large, group("C", 1, 5), group("D", served, 4)), K)))
                .containsOnly("0.50");
    }

    @Test
    void saysNothingAboutFewWhoAreServedOrWait() {
        forEachCohort((random, cohort) -> {
            var compared = SelectionRates.compared(cohort, K);
            long served = compared.stream().mapToLong(Rate::served).sum();
            long waiting = compared.stream().mapToLong(Rate::seeking).sum() - served;

            if ((served > 0 && served < K) || (waiting > 0 && waiting < K)) {
                assertThat(SelectionRates.ratio(cohort, K)).isEmpty();
            }
        });
    }

    private interface Claim {
        void about(Random random, List<Declared> cohort);
    }

    private static void forEachCohort(Claim claim) {
        var random = new Random(7);
        for (int i = 0; i < COHORTS; i++) {
            var cohort = new ArrayList<Declared>();
            for (int g = 0; g < 1 + random.nextInt(5); g++) {
                int seeking = random.nextInt(15);
                cohort.addAll(group(String.valueOf((char) ('A' + g)), random.nextInt(seeking + 1), seeking));
            }
            claim.about(random, cohort);
        }
    }

    private static List<Declared> group(String code, int served, int seeking) {
        return IntStream.range(0, seeking)
                .mapToObj(n -> new Declared(code, n < served))
                .toList();
    }

    @SafeVarargs
    private static List<Declared> cohort(List<Declared>... groups) {
        var all = new ArrayList<Declared>();
        for (var group : groups) {
            all.addAll(group);
        }
        return all;
    }

    private static @Nullable String told(List<Declared> cohort, int k) {
        return SelectionRates.ratio(cohort, k).map(Object::toString).orElse(null);
    }
}
