package tandem.verify.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.lucene.util.VectorUtil;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.matching.match.Explanation;
import tandem.matching.scoring.Candidate;
import tandem.matching.scoring.Fit;
import tandem.matching.scoring.Need;
import tandem.matching.scoring.OpenHours;
import tandem.matching.scoring.Pool;
import tandem.matching.scoring.Ranking;
import tandem.matching.scoring.ScoreWeights;

/**
 * P11: the ten best providers of every leader, with hard rules, five signals and explanations, against nothing but the dot products of
 * the same vectors. One thread each. In every round some leaders are ranked a second time by the formulas alone, one pair at a time.
 */
final class RankingBench {

    private static final Measure P11 = new Measure(
            "P11",
            "ranking 1,000 leaders x 10,000 providers: hard rules, all signals, top 10 with explanations, ms",
            "Lucene VectorUtil.dotProduct over the same 384-dimensional vectors, top 10, ms",
            Measure.Better.LOWER,
            2,
            0.5);

    private static final int LEADERS = 1_000;
    private static final int PROVIDERS = 10_000;
    private static final int TOP = 10;
    private static final int CHECKED = 20;
    private static final double MB = 1024 * 1024;

    private final List<Need> leaders;
    private final List<Candidate> providers;
    private final float[][] goals;
    private final float[][] evidence;
    private int round;

    private RankingBench(Workplace workplace, int providerCount) {
        providers = workplace.providers(providerCount);
        leaders = workplace.leaders(LEADERS);
        goals = leaders.stream()
                .map(need -> Objects.requireNonNull(need.goals()))
                .toArray(float[][]::new);
        evidence = providers.stream()
                .map(candidate -> Objects.requireNonNull(candidate.evidence()))
                .toArray(float[][]::new);
    }

    static Result run(Rounds rounds) throws Exception {
        var bench = new RankingBench(new Workplace(11), PROVIDERS);
        var result = rounds.of(P11, bench::dotProducts, bench::rank);
        var more = new LinkedHashMap<String, Object>();
        more.put("unit", "ms");
        more.put("tenTimes", tenTimes());
        return result.with(more);
    }

    /** Ten times as many providers, once, after the small runs have warmed everything. */
    private static Map<String, Object> tenTimes() {
        var bench = new RankingBench(new Workplace(12), 10 * PROVIDERS);
        System.gc();
        double before = used();
        var reference = bench.dotProducts();
        long begun = System.nanoTime();
        var pool = Pool.of(bench.providers, Workplace.NOW);
        int ranked = bench.leaders.stream()
                .mapToInt(need -> bench.best(pool, need).size())
                .sum();
        double millis = (System.nanoTime() - begun) / 1e6;
        double held = used() - before;
        var figures = new LinkedHashMap<String, Object>();
        figures.put("leaders", LEADERS);
        figures.put("providers", bench.providers.size());
        figures.put("ms", Math.round(millis));
        figures.put("referenceMs", Math.round(reference.value()));
        figures.put("heapMb", Math.round(held));
        figures.put("ranked", ranked);
        System.out.printf(
                "   ten times the providers: %,.0f ms / %,.0f ms, heap of %,.0f MB%n", millis, reference.value(), held);
        return figures;
    }

    private static double used() {
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / MB;
    }

    private Reading dotProducts() {
        long begun = System.nanoTime();
        double sum = 0;
        var best = new float[TOP];
        for (var goal : goals) {
            Arrays.fill(best, Float.NEGATIVE_INFINITY);
            for (var vector : evidence) {
                insert(best, VectorUtil.dotProduct(goal, vector));
            }
            sum += best[TOP - 1];
        }
        double millis = (System.nanoTime() - begun) / 1e6;
        if (Double.isNaN(sum)) {
            throw new IllegalStateException("no dot products");
        }
        return Reading.of(millis);
    }

    private static void insert(float[] best, float value) {
        int at = best.length;
        while (at > 0 && best[at - 1] < value) {
            at--;
        }
        if (at < best.length) {
            System.arraycopy(best, at, best, at + 1, best.length - 1 - at);
            best[at] = value;
        }
    }

    private Reading rank() {
        long begun = System.nanoTime();
        var pool = Pool.of(providers, Workplace.NOW);
        var best = new ArrayList<List<PersonId>>(LEADERS);
        for (var need : leaders) {
            best.add(best(pool, need));
        }
        double millis = (System.nanoTime() - begun) / 1e6;
        return new Reading(millis, wrong(best), 0);
    }

    private List<PersonId> best(Pool pool, Need need) {
        var ranking = Ranking.of(pool, need, ScoreWeights.DEFAULT, TOP);
        var best = new ArrayList<PersonId>(TOP);
        for (var place : ranking.best()) {
            if (Explanation.of(place, ranking).considered() > 0) {
                best.add(place.provider().id());
            }
        }
        return best;
    }

    /** Leaders whose ten best are not those that the formulas give, other leaders in every round. */
    private long wrong(List<List<PersonId>> best) {
        long wrong = 0;
        for (int i = 0; i < CHECKED; i++) {
            int leader = (CHECKED * round + i) % LEADERS;
            wrong += best.get(leader).equals(byTheBook(leaders.get(leader))) ? 0 : 1;
        }
        round++;
        return wrong;
    }

    private record Place(PersonId provider, double wishes, long centis, int coverage) {}

    private List<PersonId> byTheBook(Need need) {
        var hours = OpenHours.of(need.hours(), Workplace.NOW);
        return providers.stream()
                .filter(candidate -> mayServe(need, candidate))
                .map(candidate -> place(need, candidate, hours))
                .sorted(Comparator.comparingDouble((Place place) -> -place.wishes())
                        .thenComparing(Comparator.comparingLong(Place::centis).reversed())
                        .thenComparing(Comparator.comparingInt(Place::coverage).reversed())
                        .thenComparing(place -> place.provider().value()))
                .limit(TOP)
                .map(Place::provider)
                .toList();
    }

    private static boolean mayServe(Need need, Candidate candidate) {
        var id = candidate.id();
        boolean external = candidate.type() == ProviderType.EXTERNAL;
        return candidate.tracks().contains(need.track())
                && candidate.barrier() == null
                && !candidate.onLeave()
                && candidate.freeSeats() > 0
                && !id.equals(need.leader())
                && !id.equals(need.manager())
                && !need.leader().equals(candidate.manager())
                && !need.otherRole().contains(id)
                && !need.turnedDown().contains(id)
                && !(external && need.sponsorshipNeeded())
                && !(external && need.wishes().contains("NOT_EXTERNAL"));
    }

    private static Place place(Need need, Candidate candidate, OpenHours hours) {
        double similarity = Fit.similarity(VectorUtil.dotProduct(
                Objects.requireNonNull(need.goals()), Objects.requireNonNull(candidate.evidence())));
        var values = List.of(
                Fit.codes(
                        need.skills().size(),
                        candidate.skills().size(),
                        (int) need.skills().stream()
                                .filter(candidate.skills()::contains)
                                .count(),
                        similarity),
                Fit.codes(
                        need.behaviours().size(),
                        candidate.behaviours().size(),
                        (int) need.behaviours().stream()
                                .filter(candidate.behaviours()::contains)
                                .count(),
                        similarity),
                candidate.sponsorship(),
                Fit.availability(hours.sharedMinutesPerWeek(OpenHours.of(candidate.hours(), Workplace.NOW))),
                candidate.pastSuccess());
        var weights = List.of(35, 25, 20, 10, 10);
        double sum = 0;
        int present = 0;
        for (int i = 0; i < values.size(); i++) {
            if (!Double.isNaN(values.get(i))) {
                sum += weights.get(i) * values.get(i);
                present += weights.get(i);
            }
        }
        double wishes = need.wishes().contains("INTERNAL") && candidate.type() != ProviderType.INTERNAL ? 0 : 1;
        return new Place(candidate.id(), wishes, Math.round(10_000 * sum / present), present);
    }
}
