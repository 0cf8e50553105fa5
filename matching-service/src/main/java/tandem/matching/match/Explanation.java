package tandem.matching.match;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
 * @param missing signals without a value, whose weight the others share (R42)
 * @param wishesMet share of the leader's wishes met, which ranks before the score (R45)
 * @param considered providers that passed the hard rules
 * @param ruledOut how many providers each hard rule spoke against
 * @param contrast the neighbour in the ranking and what tells the two apart; null when there was only one
 */
public record Explanation(
        List<Score.Contribution> signals,
        List<Signal> missing,
        BigDecimal wishesMet,
        int considered,
        Map<HardRule, Integer> ruledOut,
        @Nullable Contrast contrast) {

    /**
     * "Why this one and not that one."
     *
     * @param points this provider's points less the other's, per signal
     */
    public record Contrast(PersonId other, int otherRank, BigDecimal scoreDifference, Map<Signal, BigDecimal> points) {}

    /** The explanation of one place in a ranking; the first is set against the second, every other against the first. */
    static Explanation of(Ranking.Ranked place, Ranking.Result ranking) {
        var best = ranking.best();
        var other = best.stream()
                .filter(neighbour -> neighbour.rank() == (place.rank() == 1 ? 2 : 1))
                .findFirst()
                .orElse(null);
        return new Explanation(
                place.score().contributions(),
                place.score().contributions().stream()
                        .filter(contribution -> contribution.value() == null)
                        .map(Score.Contribution::signal)
                        .toList(),
                place.wishesMet(),
                ranking.eligible(),
                ranking.ruledOut(),
                other == null ? null : contrast(place, other));
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
