package tandem.verify.bench;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import tandem.events.Availability;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.matching.scoring.Candidate;
import tandem.matching.scoring.HardRule;
import tandem.matching.scoring.Need;
import tandem.matching.scoring.WeeklyHours;

/**
 * Leaders and providers from a seed, made like those of a company: 104 codes, of which few are common; eight zones; half of the mentors
 * have a track record; a tenth is on hold or full. A vector is the mean of those of its codes and of something all texts share, so that
 * cosines lie where those of the sentence model do: unrelated texts at 0.6, related ones above.
 */
final class Workplace {

    static final Instant NOW = Instant.parse("2030-01-07T09:00:00Z");

    private static final int DIMENSIONS = 384;
    private static final int CODES = 52;
    private static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "Europe/London",
            "America/New_York",
            "America/Los_Angeles",
            "Asia/Kolkata",
            "Asia/Singapore",
            "America/Sao_Paulo",
            "Australia/Sydney");

    private final Random random;
    private final float[] common;
    private final List<float[]> skills;
    private final List<float[]> behaviours;

    Workplace(long seed) {
        random = new Random(seed);
        common = direction();
        skills = IntStream.range(0, CODES).mapToObj(code -> direction()).toList();
        behaviours = IntStream.range(0, CODES).mapToObj(code -> direction()).toList();
    }

    List<Candidate> providers(int count) {
        var providers = new ArrayList<Candidate>(count);
        for (int i = 0; i < count; i++) {
            var known = codes(3 + random.nextInt(10));
            var shown = codes(3 + random.nextInt(8));
            var type = random.nextInt(3) == 0 ? ProviderType.EXTERNAL : ProviderType.INTERNAL;
            providers.add(new Candidate(
                    person(1, i),
                    type,
                    random.nextInt(3) == 0 ? Set.of(Track.MENTORING) : Set.of(Track.COACHING, Track.MENTORING),
                    random.nextInt(20) == 0 ? HardRule.PROVIDER_HELD : null,
                    random.nextInt(50) == 0,
                    random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(4),
                    person(0, random.nextInt(50_000)),
                    hours(),
                    named("SKILL_", known),
                    named("BEHAVIOUR_", shown),
                    attributes(type, known, shown),
                    vector(known, shown),
                    type == ProviderType.EXTERNAL ? 0 : random.nextBoolean() ? Double.NaN : random.nextInt(9) / 11.0,
                    random.nextBoolean() ? Double.NaN : (1 + random.nextInt(9)) / 10.0,
                    1));
        }
        return providers;
    }

    /** Mentees, each with something to learn; every third asked for a kind of mentor. */
    List<Need> leaders(int count) {
        var leaders = new ArrayList<Need>(count);
        for (int i = 0; i < count; i++) {
            var lacking = codes(1 + random.nextInt(4));
            var goals = codes(1 + random.nextInt(3));
            leaders.add(new Need(
                    person(0, i),
                    Track.MENTORING,
                    person(1, random.nextInt(1000)),
                    hours(),
                    named("SKILL_", lacking),
                    named("BEHAVIOUR_", goals),
                    switch (random.nextInt(6)) {
                        case 0 -> Set.of("INTERNAL");
                        case 1 -> Set.of("NOT_EXTERNAL");
                        default -> Set.of();
                    },
                    vector(lacking, goals),
                    Set.of(person(1, random.nextInt(1000))),
                    Set.of(person(1, random.nextInt(1000))),
                    random.nextInt(4) == 0,
                    0));
        }
        return leaders;
    }

    private static PersonId person(int kind, int number) {
        return new PersonId(new UUID(kind, number));
    }

    /** Common codes are common: the number of a code is drawn from the lower half more often. */
    private Set<Integer> codes(int count) {
        var codes = new HashSet<Integer>();
        while (codes.size() < count) {
            codes.add((int) (CODES * Math.pow(random.nextDouble(), 1.5)));
        }
        return codes;
    }

    private static Set<String> named(String prefix, Set<Integer> codes) {
        var named = new HashSet<String>();
        codes.forEach(code -> named.add(prefix + code));
        return Set.copyOf(named);
    }

    private static Set<String> attributes(ProviderType type, Set<Integer> known, Set<Integer> shown) {
        var attributes = new HashSet<String>(named("SKILL_", known));
        attributes.addAll(named("BEHAVIOUR_", shown));
        attributes.add(type.name());
        return Set.copyOf(attributes);
    }

    private WeeklyHours hours() {
        var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        int from = 7 + random.nextInt(3);
        int days = 3 + random.nextInt(3);
        return new WeeklyHours(
                zone,
                IntStream.range(0, days)
                        .mapToObj(day -> new Availability(
                                DayOfWeek.of(day + 1), LocalTime.of(from, 0), LocalTime.of(from + 8, 30)))
                        .toList());
    }

    private float[] vector(Set<Integer> known, Set<Integer> shown) {
        var sum = new float[DIMENSIONS];
        int parts = known.size() + shown.size();
        add(sum, common, 1.2 * parts / Math.sqrt(parts));
        known.stream().sorted().forEach(code -> add(sum, skills.get(code), 1));
        shown.stream().sorted().forEach(code -> add(sum, behaviours.get(code), 1));
        return unit(sum);
    }

    private float[] direction() {
        var direction = new float[DIMENSIONS];
        for (int k = 0; k < DIMENSIONS; k++) {
            direction[k] = (float) random.nextGaussian();
        }
        return unit(direction);
    }

    private static void add(float[] sum, float[] part, double weight) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += (float) (weight * part[k]);
        }
    }

    private static float[] unit(float[] vector) {
        double square = 0;
        for (float x : vector) {
            square += (double) x * x;
        }
        for (int k = 0; k < vector.length; k++) {
            vector[k] = (float) (vector[k] / Math.sqrt(square));
        }
        return vector;
    }
}
