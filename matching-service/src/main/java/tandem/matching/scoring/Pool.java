package tandem.matching.scoring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.Track;

/**
 * All providers of a tenant, laid out for ranking: one array per attribute, codes as bits, embeddings in one block, and every
 * distinct pattern of weekly hours once. Candidates stand in the order of their ids, whatever order they came in, which makes the
 * order of equal scores a property of the data.
 */
public final class Pool {

    /** The most candidates of one pool: a place in a ranking keeps the candidate in so many bits. */
    static final int SIZE_MAX = 1 << 24;

    private static final int HOURS_KEPT = 256;

    private final Instant from;
    final List<Candidate> candidates;
    final Codes skills;
    final Codes behaviours;
    final Codes attributes;
    final int[] skillCount;
    final int[] behaviourCount;
    final double[] skillFocus;
    final double[] behaviourFocus;
    final int[] hours;
    final boolean[] external;
    private final List<OpenHours> patterns;
    private final Map<PersonId, Integer> positions = new HashMap<>();
    private final Map<PersonId, List<Integer>> reports = new HashMap<>();
    private final Map<Track, int[]> standing = new EnumMap<>(Track.class);
    private final Map<WeeklyHours, double[]> shared;
    private final Map<ScoreWeights, Standing> standings = new HashMap<>();
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
        skillFocus = new double[n];
        behaviourFocus = new double[n];
        hours = new int[n];
        external = new boolean[n];
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
            skillFocus[i] = Fit.focus(skillCount[i]);
            behaviourFocus[i] = Fit.focus(behaviourCount[i]);
            positions.put(candidate.id(), i);
            external[i] = candidate.type() == ProviderType.EXTERNAL;
            if (candidate.manager() != null) {
                reports.computeIfAbsent(candidate.manager(), none -> new ArrayList<>())
                        .add(i);
            }
            hours[i] = candidate.hours().isDeclared() ? seen.computeIfAbsent(candidate.hours(), h -> seen.size()) : -1;
            var vector = candidate.evidence();
            if (vector != null) {
                System.arraycopy(unit(vector), 0, evidence, i * dimensions, dimensions);
                hasEvidence[i] = true;
            }
        }
        for (var track : Track.values()) {
            standing.put(
                    track,
                    candidates.stream()
                            .mapToInt(candidate -> Eligibility.standing(track, candidate))
                            .toArray());
        }
        for (int i = 0; i < n; i++) {
            hours[i] = hours[i] < 0 ? seen.size() : hours[i];
        }
        patterns = seen.keySet().stream().map(h -> OpenHours.of(h, from)).toList();
        shared = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<WeeklyHours, double[]> eldest) {
                return size() > HOURS_KEPT;
            }
        };
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
        if (sorted.size() >= SIZE_MAX) {
            throw new IllegalArgumentException("more candidates than a ranking can tell apart");
        }
        if (lengths > 1) {
            throw new IllegalArgumentException("embeddings of different models in one pool");
        }
        return new Pool(List.copyOf(sorted), from);
    }

    /** The same pool with other free seats for some. */
    public Pool withSeats(Map<PersonId, Integer> seats) {
        return of(
                candidates.stream()
                        .map(candidate -> seats.containsKey(candidate.id())
                                ? candidate.withSeats(seats.getOrDefault(candidate.id(), 0))
                                : candidate)
                        .toList(),
                from);
    }

    public int size() {
        return candidates.size();
    }

    /** Who stands at a position. */
    public PersonId person(int position) {
        return candidates.get(position).id();
    }

    public int freeSeats(int position) {
        return candidates.get(position).freeSeats();
    }

    /**
     * What the signals that hang on the candidate alone give under some weights.
     *
     * @param points weight × value, summed over those that are present
     * @param weight of those that are present
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Standing(double[] points, int[] weight) {}

    Standing standing(ScoreWeights weights) {
        return standings.computeIfAbsent(weights, this::sum);
    }

    private Standing sum(ScoreWeights weights) {
        var points = new double[candidates.size()];
        var weight = new int[points.length];
        for (int i = 0; i < points.length; i++) {
            var candidate = candidates.get(i);
            points[i] = points(weights.sponsorship(), candidate.sponsorship())
                    + points(weights.pastSuccess(), candidate.pastSuccess());
            weight[i] = (Double.isNaN(candidate.sponsorship()) ? 0 : weights.sponsorship())
                    + (Double.isNaN(candidate.pastSuccess()) ? 0 : weights.pastSuccess());
        }
        return new Standing(points, weight);
    }

    private static double points(int weight, double value) {
        return Double.isNaN(value) ? 0 : weight * value;
    }

    /** The candidate of this person, or -1. */
    public int position(PersonId person) {
        return positions.getOrDefault(person, -1);
    }

    /** The rules against every candidate for this need, as far as they do not hang on hours, wishes or scores. */
    int[] against(Need need) {
        var against = Objects.requireNonNull(standing.get(need.track())).clone();
        if (need.sponsorshipNeeded()) {
            for (int i = 0; i < against.length; i++) {
                against[i] |= external[i] ? HardRule.EXTERNAL_CANNOT_SPONSOR.bit() : 0;
            }
        }
        tied(need).forEach(i -> against[i] |= Eligibility.between(need, candidates.get(i)));
        return against;
    }

    /** The candidates a leader has to do with already: himself, the manager, the reports, and whom he had or was not to have. */
    private IntStream tied(Need need) {
        var known = new ArrayList<PersonId>();
        known.add(need.leader());
        if (need.manager() != null) {
            known.add(need.manager());
        }
        known.addAll(need.otherRole());
        known.addAll(need.turnedDown());
        return IntStream.concat(
                known.stream().mapToInt(this::position).filter(i -> i >= 0),
                reports.getOrDefault(need.leader(), List.of()).stream().mapToInt(i -> i));
    }

    /**
     * Minutes a week shared with every pattern of hours in the pool, or NaN throughout when the leader declared none; one entry more,
     * NaN, stands for candidates who declared none. Leaders of one company keep few kinds of hours, so the last ones are remembered:
     * a pool is for one thread at a time.
     */
    double[] sharedMinutes(WeeklyHours leader) {
        return shared.computeIfAbsent(leader, this::overlaps);
    }

    private double[] overlaps(WeeklyHours leader) {
        var minutes = new double[patterns.size() + 1];
        Arrays.fill(minutes, Double.NaN);
        if (leader.isDeclared()) {
            var open = OpenHours.of(leader, from);
            for (int p = 0; p < patterns.size(); p++) {
                minutes[p] = patterns.get(p).sharedMinutesPerWeek(open);
            }
        }
        return minutes;
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
