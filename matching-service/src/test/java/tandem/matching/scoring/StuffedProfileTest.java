package tandem.matching.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.Track;

/**
 * What it buys a provider to claim everything. Two hundred times a pool the size of a pilot's, and one three times as large, of
 * providers with three to eight skills and two to six behaviours each; one of them stuffs the own profile to the twenty codes of a
 * kind that are allowed.
 */
class StuffedProfileTest {

    private static final Instant NOW = Instant.parse("2030-01-07T09:00:00Z");
    private static final int POOLS = 200;
    private static final int CODES = 52;
    private static final int ALLOWED = 20;

    /** Places in the median a stuffed profile may rise. */
    private static final int MEDIAN_MAX = 3;

    @ParameterizedTest
    @ValueSource(ints = {30, 100})
    void risesByThreePlacesAtMostInTheMedianWithCodesAtRandom(int providers) {
        var random = new Random(71);

        assertThat(medianRise(providers, codes -> stuffed(codes, random::nextInt)))
                .isLessThanOrEqualTo(MEDIAN_MAX);
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 100})
    void risesByThreePlacesAtMostInTheMedianWithTheCodesMostAskedFor(int providers) {
        assertThat(medianRise(providers, codes -> stuffed(codes, bound -> -1))).isLessThanOrEqualTo(MEDIAN_MAX);
    }

    private static Set<Integer> stuffed(Set<Integer> codes, UnaryOperator<Integer> pick) {
        var stuffed = new HashSet<>(codes);
        for (int popular = 0; stuffed.size() < ALLOWED; popular++) {
            int picked = pick.apply(CODES);
            stuffed.add(picked < 0 ? popular : picked);
        }
        return stuffed;
    }

    private static int medianRise(int providers, UnaryOperator<Set<Integer>> stuffing) {
        var random = new Random(72);
        var rises = IntStream.range(0, POOLS)
                .map(pool -> rise(random, providers, stuffing))
                .sorted()
                .toArray();
        return rises[POOLS / 2];
    }

    private static int rise(Random random, int providers, UnaryOperator<Set<Integer>> stuffing) {
        var need = need(codes(random, 1 + random.nextInt(4)), codes(random, 1 + random.nextInt(3)));
        var honest = new ArrayList<Claim>();
        for (int i = 0; i < providers; i++) {
            honest.add(new Claim(
                    i,
                    codes(random, 3 + random.nextInt(6)),
                    codes(random, 2 + random.nextInt(5)),
                    random.nextBoolean() ? Double.NaN : random.nextInt(9) / 11.0,
                    random.nextBoolean() ? Double.NaN : (1 + random.nextInt(9)) / 10.0));
        }
        int cheat = random.nextInt(providers);
        int before = rank(honest, need, cheat);
        var claim = honest.get(cheat);
        honest.set(
                cheat,
                new Claim(
                        cheat,
                        stuffing.apply(claim.skills()),
                        stuffing.apply(claim.behaviours()),
                        claim.sponsorship(),
                        claim.pastSuccess()));
        return before - rank(honest, need, cheat);
    }

    private static int rank(List<Claim> claims, Need need, int provider) {
        var pool = Pool.of(claims.stream().map(Claim::candidate).toList(), NOW);
        return Ranking.place(pool, need, ScoreWeights.DEFAULT, person(provider))
                .orElseThrow()
                .rank();
    }

    private record Claim(
            int number, Set<Integer> skills, Set<Integer> behaviours, double sponsorship, double pastSuccess) {
        Candidate candidate() {
            return new Candidate(
                    person(number),
                    ProviderType.INTERNAL,
                    Set.of(Track.MENTORING),
                    null,
                    false,
                    1,
                    null,
                    Pairs.officeHours("UTC"),
                    named(skills),
                    named(behaviours),
                    Set.of(),
                    text(skills, behaviours),
                    sponsorship,
                    pastSuccess,
                    1);
        }
    }

    private static Need need(Set<Integer> skills, Set<Integer> behaviours) {
        return new Need(
                Pairs.ADA,
                Track.MENTORING,
                null,
                Pairs.officeHours("UTC"),
                named(skills),
                named(behaviours),
                Set.of(),
                text(skills, behaviours),
                Set.of(),
                Set.of(),
                false,
                0);
    }

    /** Some codes are asked for much more often than others. */
    private static Set<Integer> codes(Random random, int count) {
        var codes = new HashSet<Integer>();
        while (codes.size() < count) {
            codes.add((int) (CODES * Math.pow(random.nextDouble(), 1.5)));
        }
        return codes;
    }

    /** As the sentence model: something all texts share, and something of every code in them. */
    private static float[] text(Set<Integer> skills, Set<Integer> behaviours) {
        int parts = skills.size() + behaviours.size();
        var text = new float[2 * CODES + 1];
        text[2 * CODES] = (float) (1.2 * Math.sqrt(parts));
        skills.forEach(code -> text[code] = 1);
        behaviours.forEach(code -> text[CODES + code] = 1);
        return text;
    }

    private static Set<String> named(Set<Integer> codes) {
        var named = new HashSet<String>();
        codes.forEach(code -> named.add("CODE_" + code));
        return Set.copyOf(named);
    }

    private static PersonId person(int number) {
        return new PersonId(new UUID(1, number));
    }
}
