package tandem.matching.match;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.matching.scoring.HardRule;
import tandem.matching.scoring.Ranking;
import tandem.matching.scoring.Score;
import tandem.matching.scoring.Signal;

/**
 * Why this provider stands at this place: stored with the proposal, so that it can be read as it was when it was made.
 *
 * @param signals the five signals with weight, value and points
 * @param missing signals without a value, whose weight the others share (R42), and what they could change
 * @param dataQuality how good the ranking's data is, 0 to 1: half what the leader said of what he could, half the mean coverage of the
 *     first places (R55)
 * @param wishesMet share of the leader's wishes met, which ranks before the score (R45)
 * @param considered providers that passed the hard rules
 * @param ruledOut how many providers each hard rule spoke against
 * @param contrast the neighbour in the ranking and what tells the two apart; null when there was only one
 */
public record Explanation(
        List<Score.Contribution> signals,
        List<Missing> missing,
        BigDecimal dataQuality,
        BigDecimal wishesMet,
        int considered,
        Map<HardRule, Integer> ruledOut,
        @Nullable Contrast contrast) {

    /**
     * A signal nobody has a value for.
     *
     * @param lowest the score if the signal came out as bad as can be
     * @param highest the score if it came out as good as can be
     * @param couldChangeRank whether one of the two would pass a neighbour in the ranking, wishes aside
     */
    public record Missing(Signal signal, BigDecimal lowest, BigDecimal highest, boolean couldChangeRank) {}

    /**
     * "Why this one and not that one."
     *
     * @param points this provider's points less the other's, per signal
     */
    public record Contrast(PersonId other, int otherRank, BigDecimal scoreDifference, Map<Signal, BigDecimal> points) {}

    /** The explanation of one place in a ranking; the first is set against the second, every other against the first. */
    public static Explanation of(Ranking.Ranked place, Ranking.Result ranking) {
        var best = ranking.best();
        var other = best.stream()
                .filter(neighbour -> neighbour.rank() == (place.rank() == 1 ? 2 : 1))
                .findFirst()
                .orElse(null);
        return new Explanation(
                place.score().contributions(),
                place.score().contributions().stream()
                        .filter(contribution -> contribution.value() == null)
                        .map(contribution -> missing(contribution, place, ranking))
                        .toList(),
                dataQuality(ranking),
                place.wishesMet(),
                ranking.eligible(),
                ranking.ruledOut(),
                other == null ? null : contrast(place, other));
    }

    private static Missing missing(Score.Contribution unknown, Ranking.Ranked place, Ranking.Result ranking) {
        var lowest = place.score().with(unknown.weight(), 0);
        var highest = place.score().with(unknown.weight(), 1);
        boolean rises = neighbour(ranking, place.rank() - 1)
                .filter(above -> highest.compareTo(above) > 0)
                .isPresent();
        boolean falls = neighbour(ranking, place.rank() + 1)
                .filter(below -> lowest.compareTo(below) < 0)
                .isPresent();
        return new Missing(unknown.signal(), lowest, highest, rises || falls);
    }

    private static Optional<BigDecimal> neighbour(Ranking.Result ranking, int rank) {
        return ranking.best().stream()
                .filter(other -> other.rank() == rank)
                .map(other -> other.score().total())
                .findFirst();
    }

    private static BigDecimal dataQuality(Ranking.Result ranking) {
        double coverage = ranking.best().stream()
                .mapToDouble(place -> place.score().coverage().doubleValue())
                .average()
                .orElse(0);
        return BigDecimal.valueOf((ranking.known() + coverage) / 2).setScale(2, RoundingMode.HALF_UP);
    }

    private static Contrast contrast(Ranking.Ranked place, Ranking.Ranked other) {
        var points = new EnumMap<Signal, BigDecimal>(Signal.class);
        var mine = place.score().contributions();
        var theirs = other.score().contributions();
        for (int i = 0; i < mine.size(); i++) {
            points.put(
                    mine.get(i).signal(),
                    mine.get(i).points().subtract(theirs.get(i).points()));
        }
        return new Contrast(
                other.provider().id(),
                other.rank(),
                place.score().total().subtract(other.score().total()),
                points);
    }
}
