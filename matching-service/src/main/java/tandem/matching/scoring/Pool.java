package tandem.matching.scoring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All providers of a tenant, laid out for ranking: one array per attribute, codes as bits, embeddings in one block, and every
 * distinct pattern of weekly hours once. Candidates stand in the order of their ids, whatever order they came in, which makes the
 * order of equal scores a property of the data.
 */
public final class Pool {

    private final Instant from;
    final List<Candidate> candidates;
    final Codes skills;
    final Codes behaviours;
    final Codes attributes;
    final int[] skillCount;
    final int[] behaviourCount;
    final int[] hours;
    final List<OpenHours> patterns;
    private final int dimensions;
    private final float[] evidence;
    private final boolean[] hasEvidence;

    private Pool(List<Candidate> candidates, Instant from) {
        this.from = from;
        this.candidates = candidates;
        skills = new Codes(candidates, Candidate::skills);
        behaviours = new Codes(candidates, Candidate::behaviours);
        attributes = new Codes(candidates, Candidate::attributes);
        int n = candidates.size();
        skillCount = new int[n];
        behaviourCount = new int[n];
        hours = new int[n];
        hasEvidence = new boolean[n];
        dimensions = candidates.stream()
                .map(Candidate::evidence)
                .mapToInt(vector -> vector == null ? 0 : vector.length)
                .max()
                .orElse(0);
        evidence = new float[n * dimensions];
        Map<WeeklyHours, Integer> seen = new LinkedHashMap<>();
        for (int i = 0; i < n; i++) {
            var candidate = candidates.get(i);
            skillCount[i] = skills.size(i);
            behaviourCount[i] = behaviours.size(i);
            hours[i] = candidate.hours().isDeclared() ? seen.computeIfAbsent(candidate.hours(), h -> seen.size()) : -1;
            var vector = candidate.evidence();
            if (vector != null) {
                System.arraycopy(unit(vector), 0, evidence, i * dimensions, dimensions);
                hasEvidence[i] = true;
            }
        }
        patterns = seen.keySet().stream().map(h -> OpenHours.of(h, from)).toList();
    }

    /**
     * Lays out the candidates.
     *
     * @param from the programme instant from which shared hours are counted
     * @throws IllegalArgumentException if embeddings differ in length: they come of different models and cannot be compared
     */
    public static Pool of(Collection<Candidate> candidates, Instant from) {
        var sorted = new ArrayList<>(candidates);
        sorted.sort(Comparator.comparing(candidate -> candidate.id().value()));
        long lengths = sorted.stream()
                .map(Candidate::evidence)
                .filter(vector -> vector != null)
                .mapToInt(vector -> vector.length)
                .distinct()
                .count();
        if (lengths > 1) {
            throw new IllegalArgumentException("embeddings of different models in one pool");
        }
        return new Pool(List.copyOf(sorted), from);
    }

    public int size() {
        return candidates.size();
    }

    /** Minutes a week shared with every pattern of hours in the pool, or NaN throughout when the leader declared none. */
    double[] sharedMinutes(WeeklyHours leader) {
        var shared = new double[patterns.size()];
        var open = OpenHours.of(leader, from);
        for (int p = 0; p < shared.length; p++) {
            shared[p] = leader.isDeclared() ? patterns.get(p).sharedMinutesPerWeek(open) : Double.NaN;
        }
        return shared;
    }

    /** Cosine with a candidate's evidence, or NaN when it has none. */
    double cosine(float[] unit, int candidate) {
        if (!hasEvidence[candidate]) {
            return Double.NaN;
        }
        // four sums, because one would make every addition wait for the one before
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int base = candidate * dimensions;
        int k = 0;
        for (; k + 3 < dimensions; k += 4) {
            a += unit[k] * evidence[base + k];
            b += unit[k + 1] * evidence[base + k + 1];
            c += unit[k + 2] * evidence[base + k + 2];
            d += unit[k + 3] * evidence[base + k + 3];
        }
        for (; k < dimensions; k++) {
            a += unit[k] * evidence[base + k];
        }
        return (double) a + b + c + d;
    }

    boolean comparable(float[] vector) {
        return vector.length == dimensions;
    }

    static float[] unit(float[] vector) {
        double square = 0;
        for (float x : vector) {
            square += (double) x * x;
        }
        var unit = new float[vector.length];
        double length = Math.sqrt(square);
        for (int i = 0; i < vector.length; i++) {
            unit[i] = length == 0 ? 0 : (float) (vector[i] / length);
        }
        return unit;
    }
}
