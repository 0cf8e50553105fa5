package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tandem.session.rule.Stall.Facts;

/**
 * Precision and recall of the keeper on simulated pairs, beside rules that count days. The figures of {@code docs/keeper.md} are those
 * this test prints.
 */
class StallDetectionTest {

    private static final int PAIRS = 1_000;
    private static final int COHORTS = 10;

    /** A rule that says on which days it would ask a pair. */
    private record Detector(String name, Function<SimulatedPair, List<Integer>> alerts) {}

    /**
     * How a detector did.
     *
     * @param precision alerts inside a stall, from the day the meeting was missing, over all alerts
     * @param recall stalls with such an alert in time, over all stalls long enough to be found in time
     */
    private record Score(String name, double precision, double recall, double falsePerHundredPairs) {
        /** The harmonic mean of the two. */
        double f1() {
            return 2 * precision * recall / (precision + recall);
        }
    }

    private static final Detector KEEPER = new Detector("the keeper", pair -> keeper(pair, true, true));
    private static final Detector FOURTEEN = new Detector("14 days, 9 days later again", pair -> days(pair, 14, 9));
    private static final Detector EVERY_FOURTEEN = new Detector("every 14 days", StallDetectionTest::everyFourteenDays);
    private static final Detector NINETY = new Detector("90 days, 7 days later again", pair -> days(pair, 90, 7));
    private static final List<Detector> DETECTORS = List.of(
            KEEPER,
            new Detector("... without what is booked", pair -> keeper(pair, true, false)),
            new Detector("... without breaks either", pair -> keeper(pair, false, false)),
            FOURTEEN,
            EVERY_FOURTEEN,
            NINETY);

    @Test
    void findsMoreStallsWithFewerFalseAlarmsThanFourteenDays() {
        for (var cohort = 0; cohort < COHORTS; cohort++) {
            var pairs = pairs(cohort);
            var keeper = score(KEEPER, pairs);
            var fourteen = score(FOURTEEN, pairs);

            assertThat(keeper.precision()).as("precision, cohort %s", cohort).isGreaterThan(fourteen.precision());
            assertThat(keeper.recall()).as("recall, cohort %s", cohort).isGreaterThan(fourteen.recall());
        }
    }

    /** Ninety days are hardly ever wrong, and hardly ever in time; every fourteen days finds all, and cries all the time. */
    @Test
    void weighsBothBetterThanAnyFixedNumberOfDays() {
        for (var cohort = 0; cohort < COHORTS; cohort++) {
            var pairs = pairs(cohort);
            var keeper = score(KEEPER, pairs);

            for (var fixed : List.of(FOURTEEN, EVERY_FOURTEEN, NINETY)) {
                assertThat(keeper.f1())
                        .as("cohort %s, %s", cohort, fixed.name())
                        .isGreaterThan(score(fixed, pairs).f1());
            }
            assertThat(keeper.recall()).isGreaterThan(score(NINETY, pairs).recall());
        }
    }

    @Test
    void losesPrecisionWithoutBreaksAndBookings() {
        var pairs = IntStream.range(0, COHORTS)
                .boxed()
                .flatMap(cohort -> pairs(cohort).stream())
                .toList();
        var scores = DETECTORS.stream().map(detector -> score(detector, pairs)).toList();

        System.out.printf(
                Locale.ROOT,
                "%,d simulated pairs%n%-30s %9s %7s %7s %16s%n",
                pairs.size(),
                "",
                "precision",
                "recall",
                "F1",
                "false/100 pairs");
        scores.forEach(score -> System.out.printf(
                Locale.ROOT,
                "%-30s %9.2f %7.2f %7.2f %16.0f%n",
                score.name(),
                score.precision(),
                score.recall(),
                score.f1(),
                score.falsePerHundredPairs()));
        assertThat(scores.get(0).precision()).isGreaterThan(scores.get(1).precision());
        assertThat(scores.get(1).precision()).isGreaterThan(scores.get(2).precision());
    }

    private static List<SimulatedPair> pairs(int cohort) {
        var random = new Random(125L + cohort);
        return Stream.generate(() -> new SimulatedPair(random)).limit(PAIRS).toList();
    }

    private static Score score(Detector detector, List<SimulatedPair> pairs) {
        var alerts = 0;
        var right = 0;
        var stalls = 0;
        var found = 0;
        for (var pair : pairs) {
            var days = detector.alerts().apply(pair);
            alerts += days.size();
            right += (int) days.stream().filter(day -> isStalled(pair, day)).count();
            if (pair.stalled().isPresent()
                    && pair.usefulUntil() <= pair.stalled().get().over()) {
                stalls++;
                found += days.stream().anyMatch(day -> isStalled(pair, day) && day <= pair.usefulUntil()) ? 1 : 0;
            }
        }
        return new Score(
                detector.name(),
                (double) right / alerts,
                (double) found / stalls,
                100.0 * (alerts - right) / pairs.size());
    }

    private static boolean isStalled(SimulatedPair pair, int day) {
        return pair.stalled()
                .filter(stalled -> day >= stalled.onset() && day < stalled.over())
                .isPresent();
    }

    /** The rule itself, asked every morning. */
    private static List<Integer> keeper(SimulatedPair pair, boolean knowsBreaks, boolean knowsBookings) {
        List<Integer> alerts = new ArrayList<>();
        var facts = facts(pair, 0, 0, knowsBreaks, knowsBookings, 0);
        for (var day = 1; day < pair.term(); day++) {
            var now = SimulatedPair.instant(day);
            var isSame = SimulatedPair.instant(pair.lastHeld(day)).equals(facts.since());
            var told = isSame ? facts.told() : 0;
            var toldOn = isSame && !alerts.isEmpty() && told > 0 ? alerts.getLast() : 0;
            facts = facts(pair, day, told, knowsBreaks, knowsBookings, toldOn);
            if (Stall.at(facts, now).step().isPresent()) {
                alerts.add(day);
                facts = facts(pair, day, told + 1, knowsBreaks, knowsBookings, day);
            }
        }
        return alerts;
    }

    private static Facts facts(
            SimulatedPair pair, int day, int told, boolean knowsBreaks, boolean knowsBookings, int toldOn) {
        return new Facts(
                SimulatedPair.instant(pair.lastHeld(day)),
                pair.cadenceDays(),
                knowsBreaks ? pair.breaksKnown(day) : List.of(),
                told,
                told == 0 ? null : SimulatedPair.instant(toldOn),
                null,
                knowsBookings ? pair.awaited(day).map(SimulatedPair::instant).orElse(null) : null);
    }

    private static List<Integer> days(SimulatedPair pair, int first, int then) {
        return onDays(pair, List.of(first, first + then));
    }

    private static List<Integer> everyFourteenDays(SimulatedPair pair) {
        return onDays(
                pair,
                IntStream.rangeClosed(1, pair.term() / 14)
                        .map(time -> 14 * time)
                        .boxed()
                        .toList());
    }

    /** On these days of a silence, whatever was agreed. */
    private static List<Integer> onDays(SimulatedPair pair, List<Integer> ofSilence) {
        return IntStream.range(1, pair.term())
                .filter(day -> ofSilence.contains((int) Math.floor(day - pair.lastHeld(day))))
                .boxed()
                .toList();
    }
}
