package tandem.matching.scoring;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;

/**
 * Ranks a pool for one need. Order: share of the leader's wishes met, because the leader's answer outweighs any form (R45, R16);
 * then the score; then its coverage; then the provider's id. The same data gives the same ranking whatever order it comes in.
 */
@SuppressWarnings("EnumOrdinal") // positions in arrays made for one ranking; none is ever stored
public final class Ranking {

    private static final String VETO = "NOT_";

    private final Pool pool;
    private final Need need;
    private final ScoreWeights weights;
    private final long[] skills;
    private final long[] behaviours;
    private final long[] wishes;
    private final long[] vetoes;
    private final int wishCount;
    private final float @Nullable [] goals;
    private final double[] sharedMinutes;
    private final double[] values = new double[Signal.values().length];

    private Ranking(Pool pool, Need need, ScoreWeights weights) {
        this.pool = pool;
        this.need = need;
        this.weights = weights;
        skills = pool.skills.row(need.skills());
        behaviours = pool.behaviours.row(need.behaviours());
        Set<String> wanted = new HashSet<>();
        Set<String> unwanted = new HashSet<>();
        for (var wish : need.wishes()) {
            if (wish.startsWith(VETO)) {
                unwanted.add(wish.substring(VETO.length()));
            } else {
                wanted.add(wish);
            }
        }
        wishes = pool.attributes.row(wanted);
        vetoes = pool.attributes.row(unwanted);
        wishCount = wanted.size();
        var vector = need.goals();
        goals = vector != null && pool.comparable(vector) ? Pool.unit(vector) : null;
        sharedMinutes = pool.sharedMinutes(need.hours());
    }

    /**
     * A candidate in its place.
     *
     * @param rank 1 is best
     * @param wishesMet share of the leader's wishes the provider meets, 0 to 1; 1 without wishes
     */
    public record Ranked(int rank, Candidate provider, Score score, BigDecimal wishesMet) {}

    /**
     * A ranking, cut off after its first places.
     *
     * @param best at most {@code top}, best first
     * @param eligible how many candidates passed the hard rules
     * @param ruledOut how many candidates each hard rule spoke against
     */
    public record Result(List<Ranked> best, int eligible, Map<HardRule, Integer> ruledOut) {}

    public static Result of(Pool pool, Need need, ScoreWeights weights, int top) {
        return new Ranking(pool, need, weights).best(top);
    }

    /** Why one provider cannot serve this need; empty means eligible or unknown to the pool. */
    public static List<HardRule> against(Pool pool, Need need, ScoreWeights weights, PersonId provider) {
        int index = indexOf(pool, provider);
        return index < 0 ? List.of() : Eligibility.rules(new Ranking(pool, need, weights).measure(index));
    }

    /** One provider with the place it holds among all eligible ones; empty when the pool lacks it or a rule speaks against it. */
    public static Optional<Ranked> place(Pool pool, Need need, ScoreWeights weights, PersonId provider) {
        var ranking = new Ranking(pool, need, weights);
        int index = indexOf(pool, provider);
        if (index < 0 || ranking.measure(index) != 0) {
            return Optional.empty();
        }
        long own = ranking.key(index);
        int before = 0;
        for (int i = 0; i < pool.size(); i++) {
            if (i != index && ranking.measure(i) == 0) {
                long key = ranking.key(i);
                before += key > own || (key == own && i < index) ? 1 : 0;
            }
        }
        return Optional.of(ranking.ranked(before + 1, index));
    }

    private Result best(int top) {
        int room = Math.min(top, pool.size());
        var keys = new long[room];
        var places = new int[room];
        var ruledOut = Eligibility.counter();
        int eligible = 0;
        for (int i = 0; i < pool.size(); i++) {
            int against = measure(i);
            if (against != 0) {
                Eligibility.count(against, ruledOut);
                continue;
            }
            insert(keys, places, Math.min(eligible, room), key(i), i);
            eligible++;
        }
        var best = new ArrayList<Ranked>(room);
        for (int r = 0; r < Math.min(eligible, room); r++) {
            measure(places[r]);
            best.add(ranked(r + 1, places[r]));
        }
        return new Result(List.copyOf(best), eligible, named(ruledOut));
    }

    /** Keeps the greatest keys in descending order; of equal keys the earlier candidate stays in front. */
    private static void insert(long[] keys, int[] places, int filled, long key, int candidate) {
        int at = filled;
        while (at > 0 && keys[at - 1] < key) {
            at--;
        }
        if (at == keys.length) {
            return;
        }
        int moved = Math.min(filled, keys.length - 1) - at;
        System.arraycopy(keys, at, keys, at + 1, moved);
        System.arraycopy(places, at, places, at + 1, moved);
        keys[at] = key;
        places[at] = candidate;
    }

    /** Fills {@link #values} for a candidate and answers the hard rules against it. */
    private int measure(int i) {
        var candidate = pool.candidates.get(i);
        int against = Eligibility.against(need, candidate);
        if (against != 0) {
            return against;
        }
        double shared = pool.hours[i] < 0 ? Double.NaN : sharedMinutes[pool.hours[i]];
        if (shared < need.sharedMinutesNeeded()) {
            against |= HardRule.NO_SHARED_HOURS.bit();
        }
        if (pool.attributes.shared(vetoes, i) > 0) {
            against |= HardRule.VETOED_BY_LEADER.bit();
        }
        double similarity = goals == null ? Double.NaN : Fit.similarity(pool.cosine(goals, i));
        values[Signal.TECHNICAL.ordinal()] =
                Fit.codes(need.skills().size(), pool.skillCount[i], pool.skills.shared(skills, i), similarity);
        values[Signal.BEHAVIOURAL.ordinal()] = Fit.codes(
                need.behaviours().size(), pool.behaviourCount[i], pool.behaviours.shared(behaviours, i), similarity);
        values[Signal.SPONSORSHIP.ordinal()] = candidate.sponsorship();
        values[Signal.AVAILABILITY.ordinal()] = Fit.availability(shared);
        values[Signal.PAST_SUCCESS.ordinal()] = candidate.pastSuccess();
        if (Score.presentWeight(weights, values) == 0) {
            against |= HardRule.NOTHING_TO_COMPARE.bit();
        }
        return against;
    }

    /** Everything that orders two candidates in one number: wishes (10 bits), hundredths of the score (14), coverage (7). */
    private long key(int i) {
        return ((long) wishesPermille(i) << 24)
                | ((long) Score.centis(weights, values) << 8)
                | Score.presentWeight(weights, values);
    }

    private int wishesPermille(int i) {
        return wishCount == 0 ? 1000 : 1000 * pool.attributes.shared(wishes, i) / wishCount;
    }

    private Ranked ranked(int rank, int i) {
        measure(i);
        var met = BigDecimal.valueOf(wishesPermille(i), 3).setScale(2, RoundingMode.HALF_UP);
        return new Ranked(rank, pool.candidates.get(i), Score.of(weights, values), met);
    }

    private static int indexOf(Pool pool, PersonId provider) {
        for (int i = 0; i < pool.size(); i++) {
            if (pool.candidates.get(i).id().equals(provider)) {
                return i;
            }
        }
        return -1;
    }

    private static Map<HardRule, Integer> named(int[] counts) {
        var named = new EnumMap<HardRule, Integer>(HardRule.class);
        for (var rule : Eligibility.all()) {
            if (counts[rule.ordinal()] > 0) {
                named.put(rule, counts[rule.ordinal()]);
            }
        }
        return named;
    }
}
