package tandem.matching.scoring;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final long NOWHERE = -1;

    /** So many best places are kept in order one by one; more are sorted at the end. */
    private static final int FEW = 64;

    private final Pool pool;
    private final Need need;
    private final ScoreWeights weights;
    private final long[] skills;
    private final long[] behaviours;
    private final long[] wishes;
    private final long[] vetoes;
    private final boolean vetoed;
    private final int wishCount;
    private final float @Nullable [] goals;
    private final double[] sharedMinutes;
    private final int[] against;
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
        vetoed = !unwanted.isEmpty();
        wishCount = wanted.size();
        var vector = need.goals();
        goals = vector != null && pool.comparable(vector) ? Pool.unit(vector) : null;
        sharedMinutes = pool.sharedMinutes(need.hours());
        against = pool.against(need);
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
     * @param known how much of what a leader can say was said, 0 to 1: skills, behaviours, goals and hours, a quarter each (R55)
     */
    public record Result(List<Ranked> best, int eligible, Map<HardRule, Integer> ruledOut, double known) {}

    public static Result of(Pool pool, Need need, ScoreWeights weights, int top) {
        return new Ranking(pool, need, weights).best(top);
    }

    /**
     * What each of a leader's first places would cost in an assignment, best first.
     *
     * @param top how many places
     */
    public static Choices choices(Pool pool, Need need, ScoreWeights weights, int top) {
        var ranking = new Ranking(pool, need, weights);
        return ranking.choices(ranking.places(Math.min(top, pool.size() - 1) + 1), top);
    }

    /** Why one provider cannot serve this need; empty means eligible or unknown to the pool. */
    public static List<HardRule> against(Pool pool, Need need, ScoreWeights weights, PersonId provider) {
        int index = pool.position(provider);
        return index < 0 ? List.of() : Eligibility.rules(new Ranking(pool, need, weights).measure(index));
    }

    /** One provider with the place it holds among all eligible ones; empty when the pool lacks it or a rule speaks against it. */
    public static Optional<Ranked> place(Pool pool, Need need, ScoreWeights weights, PersonId provider) {
        var ranking = new Ranking(pool, need, weights);
        int index = pool.position(provider);
        if (index < 0 || ranking.measure(index) != 0) {
            return Optional.empty();
        }
        long own = ranking.place(index);
        int before = 0;
        for (long bound : ranking.bounds().places) {
            before += bound > own && ranking.exactly(bound) > own ? 1 : 0;
        }
        return Optional.of(ranking.ranked(before + 1, index));
    }

    private Result best(int top) {
        var bounds = bounds();
        var places = best(bounds, Math.min(top, pool.size()));
        var best = new ArrayList<Ranked>(places.length);
        for (int r = 0; r < places.length; r++) {
            best.add(ranked(r + 1, candidate(places[r])));
        }
        return new Result(List.copyOf(best), bounds.eligible, named(bounds.ruledOut), known());
    }

    private double known() {
        int known = need.skills().isEmpty() ? 0 : 1;
        known += need.behaviours().isEmpty() ? 0 : 1;
        known += goals == null ? 0 : 1;
        known += need.hours().isDeclared() ? 1 : 0;
        return known / 4.0;
    }

    private long[] places(int top) {
        return best(bounds(), top);
    }

    /**
     * How good every candidate can be at the most.
     *
     * @param places one per candidate: at least its {@link #place}, or {@link #NOWHERE} when a rule speaks against it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Bounds(long[] places, int eligible, int[] ruledOut) {}

    /**
     * The similarity of the texts is what costs time, and it decides only a part of two signals. So every candidate is first taken
     * for as similar as can be, and only who could then be among the best is looked at exactly: the answer is the same.
     */
    private Bounds bounds() {
        var table = new Table(this);
        var places = new long[pool.size()];
        var ruledOut = Eligibility.counter();
        int eligible = 0;
        for (int i = 0; i < places.length; i++) {
            int bits = against[i];
            if (bits == 0) {
                bits = conditions(i);
                int present = table.present(i);
                if (present == 0) {
                    bits |= HardRule.NOTHING_TO_COMPARE.bit();
                }
                places[i] = place(key(i, table.centisAtMost(i, present), present), i);
            }
            if (bits != 0) {
                places[i] = NOWHERE;
                Eligibility.count(bits, ruledOut);
            } else {
                eligible++;
            }
        }
        return new Bounds(places, eligible, ruledOut);
    }

    /** The best places, best first. */
    private long[] best(Bounds bounds, int top) {
        int room = Math.min(top, bounds.eligible);
        if (room == 0) {
            return new long[0];
        }
        if (room > FEW) {
            return bestOfAll(bounds, room);
        }
        var likely = new long[room];
        Arrays.fill(likely, NOWHERE);
        for (long bound : bounds.places) {
            insert(likely, bound);
        }
        var best = new long[room];
        Arrays.fill(best, NOWHERE);
        for (long bound : likely) {
            insert(best, exactly(bound));
        }
        long seen = likely[room - 1]; // whoever is bound to be at least this good has been looked at
        for (long bound : bounds.places) {
            if (bound > best[room - 1] && bound < seen) {
                insert(best, exactly(bound));
            }
        }
        return best;
    }

    private long[] bestOfAll(Bounds bounds, int room) {
        var exact = new long[bounds.eligible];
        int n = 0;
        for (long bound : bounds.places) {
            if (bound != NOWHERE) {
                exact[n++] = -exactly(bound);
            }
        }
        Arrays.sort(exact);
        return Arrays.stream(exact).limit(room).map(place -> -place).toArray();
    }

    /** Keeps the greatest in descending order. No two places are equal. */
    private static void insert(long[] places, long place) {
        int at = places.length;
        while (at > 0 && places[at - 1] < place) {
            at--;
        }
        if (at < places.length) {
            System.arraycopy(places, at, places, at + 1, places.length - 1 - at);
            places[at] = place;
        }
    }

    private Choices choices(long[] places, int top) {
        int n = Math.min(places.length, top);
        var providers = new int[n];
        var costs = new int[n];
        int wished = n == 0 ? 0 : wishesMet(candidate(places[0]));
        for (int c = 0; c < n; c++) {
            providers[c] = candidate(places[c]);
            costs[c] = cost(places[c], wished);
        }
        return new Choices(providers, costs, places.length > n ? cost(places[n], wished) : Choices.NOBODY, wished);
    }

    private int cost(long place, int wished) {
        int centis = (int) (place >> (24 + 8)) & 0x3fff;
        return Choices.cost(wished - wishesMet(candidate(place)), centis);
    }

    /** Hard rules that hang on hours and wishes. */
    private int conditions(int i) {
        int bits = 0;
        if (need.sharedMinutesNeeded() > 0 && sharedMinutes[pool.hours[i]] < need.sharedMinutesNeeded()) {
            bits |= HardRule.NO_SHARED_HOURS.bit();
        }
        if (vetoed && pool.attributes.shared(vetoes, i) > 0) {
            bits |= HardRule.VETOED_BY_LEADER.bit();
        }
        return bits;
    }

    /** Fills {@link #values} for a candidate and answers the hard rules against it. */
    private int measure(int i) {
        if (against[i] != 0) {
            return against[i];
        }
        double similarity = goals == null ? Double.NaN : Fit.similarity(pool.cosine(goals, i));
        values[Signal.TECHNICAL.ordinal()] =
                Fit.codes(need.skills().size(), pool.skillCount[i], pool.skills.shared(skills, i), similarity);
        values[Signal.BEHAVIOURAL.ordinal()] = Fit.codes(
                need.behaviours().size(), pool.behaviourCount[i], pool.behaviours.shared(behaviours, i), similarity);
        values[Signal.SPONSORSHIP.ordinal()] = pool.candidates.get(i).sponsorship();
        values[Signal.AVAILABILITY.ordinal()] = Fit.availability(sharedMinutes[pool.hours[i]]);
        values[Signal.PAST_SUCCESS.ordinal()] = pool.candidates.get(i).pastSuccess();
        int nothing = Score.presentWeight(weights, values) == 0 ? HardRule.NOTHING_TO_COMPARE.bit() : 0;
        return conditions(i) | nothing;
    }

    /** Where an eligible candidate of this bound really stands. */
    private long exactly(long bound) {
        int i = candidate(bound);
        measure(i);
        return place(i);
    }

    /** The place of the candidate measured last: no two are equal, the greater stands in front. */
    private long place(int i) {
        return place(key(i, Score.centis(weights, values), Score.presentWeight(weights, values)), i);
    }

    /** Of equal keys the earlier candidate stands in front. */
    private static long place(long key, int i) {
        return (key << 24) | (Pool.SIZE_MAX - 1 - i);
    }

    private static int candidate(long place) {
        return Pool.SIZE_MAX - 1 - (int) (place & (Pool.SIZE_MAX - 1));
    }

    /** Everything that orders two candidates in one number: wishes (10 bits), hundredths of the score (14), coverage (7 of 8). */
    private long key(int i, int centis, int present) {
        return ((long) wishesPermille(i) << 22) | ((long) centis << 8) | present;
    }

    private int wishesPermille(int i) {
        return wishCount == 0 ? 1000 : 1000 * wishesMet(i) / wishCount;
    }

    private int wishesMet(int i) {
        return wishCount == 0 ? 0 : pool.attributes.shared(wishes, i);
    }

    private Ranked ranked(int rank, int i) {
        measure(i);
        var met = BigDecimal.valueOf(wishesPermille(i), 3).setScale(2, RoundingMode.HALF_UP);
        return new Ranked(rank, pool.candidates.get(i), Score.of(weights, values), met);
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

    /**
     * What a score can come to with so many shared codes and the greatest similarity there is: looked up, not computed, for each of
     * the pool's candidates.
     */
    private static final class Table {
        private final Pool pool;
        private final Ranking ranking;
        private final double[] technical;
        private final double[] behavioural;
        private final double[] available;
        private final int[] availableWeight;
        private final Pool.Standing standing;
        private final int technicalWeight;
        private final int behaviouralWeight;

        Table(Ranking ranking) {
            this.ranking = ranking;
            pool = ranking.pool;
            var weights = ranking.weights;
            standing = pool.standing(weights);
            var need = ranking.need;
            technical = points(need.skills().size(), weights.technical(), ranking.goals != null);
            behavioural = points(need.behaviours().size(), weights.behavioural(), ranking.goals != null);
            technicalWeight = need.skills().isEmpty() ? 0 : weights.technical();
            behaviouralWeight = need.behaviours().isEmpty() ? 0 : weights.behavioural();
            available = new double[ranking.sharedMinutes.length];
            availableWeight = new int[available.length];
            for (int p = 0; p < available.length; p++) {
                double value = Fit.availability(ranking.sharedMinutes[p]);
                available[p] = Double.isNaN(value) ? 0 : weights.availability() * value;
                availableWeight[p] = Double.isNaN(value) ? 0 : weights.availability();
            }
        }

        /** Points of the signal for every number of shared codes of a short list, and the greatest similarity if there is any. */
        private static double[] points(int needed, int weight, boolean comparable) {
            var points = new double[needed + 1];
            for (int shared = 0; shared <= needed && needed > 0; shared++) {
                points[shared] = weight * Fit.codes(needed, 1, shared, comparable ? 1 : Double.NaN);
            }
            return points;
        }

        int present(int i) {
            return standing.weight()[i]
                    + (pool.skillCount[i] > 0 ? technicalWeight : 0)
                    + (pool.behaviourCount[i] > 0 ? behaviouralWeight : 0)
                    + availableWeight[pool.hours[i]];
        }

        /** Never less than the score in hundredths, whatever the similarity; one more than needed, for the order of additions. */
        int centisAtMost(int i, int present) {
            double sum = standing.points()[i] + available[pool.hours[i]];
            if (pool.skillCount[i] > 0) {
                sum += pool.skillFocus[i] * technical[pool.skills.shared(ranking.skills, i)];
            }
            if (pool.behaviourCount[i] > 0) {
                sum += pool.behaviourFocus[i] * behavioural[pool.behaviours.shared(ranking.behaviours, i)];
            }
            return present == 0 ? 0 : Math.min(10_000, (int) (10_000 * sum / present) + 2);
        }
    }
}
