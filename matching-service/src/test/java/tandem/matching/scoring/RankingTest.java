package tandem.matching.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static tandem.matching.scoring.Pairs.ADA;
import static tandem.matching.scoring.Pairs.GRACE;
import static tandem.matching.scoring.Pairs.LINUS;
import static tandem.matching.scoring.Pairs.need;
import static tandem.matching.scoring.Pairs.provider;
import static tandem.matching.scoring.Pairs.wishing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tandem.events.ProviderType;
import tandem.events.Track;

class RankingTest {

    private static final Instant NOW = Instant.parse("2030-01-07T09:00:00Z");

    @Test
    void prefersTheCoachWhoEvidencesMoreOfTheGap() {
        var grace = provider(GRACE).evidencing(Set.of("DATA_STRATEGY", "CLOUD_MIGRATION"), Set.of("DELEGATION"));
        var linus = provider(LINUS).evidencing(Set.of("BUDGETING"), Set.of("DELEGATION"));

        var result = rank(need(Track.COACHING), ScoreWeights.COACHING, grace, linus);

        assertThat(result.best()).extracting(r -> r.provider().id()).containsExactly(GRACE, LINUS);
        assertThat(result.best().getFirst().score().total()).isEqualByComparingTo("100");
        // 44 of 75 points on skills nobody shares
        assertThat(result.best().getLast().score().total()).isEqualByComparingTo("41.33");
    }

    @Test
    void prefersConfirmedSponsorshipOverTechnicalFitForAPromotion() {
        var expert = provider(GRACE)
                .evidencing(Set.of("DATA_STRATEGY", "CLOUD_MIGRATION"), Set.of("DELEGATION"))
                .sponsoring(0.1);
        var sponsor = provider(LINUS)
                .evidencing(Set.of("BUDGETING"), Set.of("DELEGATION"))
                .sponsoring(0.8);

        assertThat(first(need(Track.MENTORING), ScoreWeights.PROMOTION, expert, sponsor))
                .isEqualTo(LINUS);
        assertThat(first(need(Track.MENTORING), ScoreWeights.DEFAULT, expert, sponsor))
                .isEqualTo(GRACE);
    }

    @Test
    void letsTheLeadersWishOutweighTheScore() {
        var better = provider(GRACE).evidencing(Set.of("DATA_STRATEGY", "CLOUD_MIGRATION"), Set.of("DELEGATION"));
        var wished = provider(LINUS).being("FOUNDER");

        assertThat(first(wishing(need(Track.MENTORING), "FOUNDER"), ScoreWeights.DEFAULT, better, wished))
                .isEqualTo(LINUS);
    }

    @Test
    void leavesOutWhoeverTheLeaderRuledOut() {
        var external = provider(GRACE).being("EXTERNAL");

        var result = rank(wishing(need(Track.COACHING), "NOT_EXTERNAL"), ScoreWeights.COACHING, external);

        assertThat(result.best()).isEmpty();
        assertThat(result.ruledOut()).containsEntry(HardRule.VETOED_BY_LEADER, 1);
    }

    @Test
    void keepsManagersAndReportsApart() {
        var boss = provider(GRACE);
        var report = provider(LINUS).managedBy(ADA);

        var result = rank(Pairs.withManager(need(Track.COACHING), GRACE), ScoreWeights.COACHING, boss, report);

        assertThat(result.eligible()).isZero();
        assertThat(result.ruledOut())
                .containsEntry(HardRule.LINE_MANAGER, 1)
                .containsEntry(HardRule.REPORTS_TO_LEADER, 1);
    }

    @Test
    void neverGivesOnePersonTwoRoles() {
        var need = need(Track.MENTORING);
        var second = new Need(
                ADA,
                Track.MENTORING,
                null,
                need.hours(),
                need.skills(),
                need.behaviours(),
                Set.of(),
                null,
                Set.of(GRACE),
                Set.of(),
                false,
                0);

        assertThat(rank(second, ScoreWeights.DEFAULT, provider(GRACE)).ruledOut())
                .containsEntry(HardRule.SECOND_ROLE, 1);
    }

    @Test
    void leavesOutExternalProvidersWhereSponsorshipIsNeeded() {
        var need = need(Track.MENTORING);
        var sponsored = new Need(
                ADA,
                Track.MENTORING,
                null,
                need.hours(),
                need.skills(),
                need.behaviours(),
                Set.of(),
                null,
                Set.of(),
                Set.of(),
                true,
                0);

        assertThat(rank(sponsored, ScoreWeights.PROMOTION, provider(GRACE).ofType(ProviderType.EXTERNAL))
                        .ruledOut())
                .containsEntry(HardRule.EXTERNAL_CANNOT_SPONSOR, 1);
    }

    @Test
    void namesEveryReasonAgainstAProvider() {
        var hopeless = provider(ADA).onHold().withSeats(0).offering(Track.COACHING);
        var pool = Pool.of(List.of(hopeless.build()), NOW);

        assertThat(Ranking.against(pool, need(Track.MENTORING), ScoreWeights.DEFAULT, ADA))
                .containsExactly(
                        HardRule.SAME_PERSON,
                        HardRule.TRACK_NOT_OFFERED,
                        HardRule.PROVIDER_HELD,
                        HardRule.NO_FREE_SEAT);
    }

    @Test
    void takesSharedHoursAsAConditionOfCoachingOnly() {
        var need = need(Track.COACHING);
        var coached = new Need(
                ADA,
                Track.COACHING,
                null,
                need.hours(),
                need.skills(),
                need.behaviours(),
                Set.of(),
                null,
                Set.of(),
                Set.of(),
                false,
                60);
        var farAway = provider(GRACE).meeting(Pairs.officeHours("Pacific/Auckland"));

        assertThat(rank(coached, ScoreWeights.COACHING, farAway).ruledOut()).containsEntry(HardRule.NO_SHARED_HOURS, 1);
        assertThat(rank(need(Track.MENTORING), ScoreWeights.DEFAULT, farAway).eligible())
                .isEqualTo(1);
    }

    @Test
    void asksNoCoachForTheLeadersIndustry() {
        var outsider = provider(GRACE).evidencing(Set.of("OPERA_DIRECTION"), Set.of("DELEGATION"));

        assertThat(rank(need(Track.COACHING), ScoreWeights.COACHING, outsider).eligible())
                .isEqualTo(1);
    }

    @Test
    void proposesNobodyItKnowsNothingAbout() {
        var blank = provider(GRACE).evidencing(Set.of(), Set.of()).meeting(Pairs.undeclared());

        assertThat(rank(need(Track.MENTORING), ScoreWeights.DEFAULT, blank).ruledOut())
                .containsEntry(HardRule.NOTHING_TO_COMPARE, 1);
    }

    @Test
    void ranksTheSameInWhateverOrderProvidersCome() {
        var random = new Random(46);
        for (int i = 0; i < 200; i++) {
            var need = Pairs.need(random);
            var candidates = new ArrayList<>(Pairs.candidates(random, 40));
            var before = Ranking.of(Pool.of(candidates, NOW), need, ScoreWeights.DEFAULT, 10);
            Collections.shuffle(candidates, random);

            assertThat(Ranking.of(Pool.of(candidates, NOW), need, ScoreWeights.DEFAULT, 10))
                    .isEqualTo(before);
        }
    }

    @Test
    void proposesOnlyEligibleProvidersInDescendingOrder() {
        var random = new Random(47);
        for (int i = 0; i < 200; i++) {
            var need = Pairs.need(random);
            var pool = Pool.of(Pairs.candidates(random, 60), NOW);

            var result = Ranking.of(pool, need, ScoreWeights.DEFAULT, 7);

            assertThat(result.best()).hasSize(Math.min(7, result.eligible()));
            assertThat(result.best())
                    .allSatisfy(r -> assertThat(Ranking.against(
                                    pool,
                                    need,
                                    ScoreWeights.DEFAULT,
                                    r.provider().id()))
                            .isEmpty());
            assertThat(result.best())
                    .isSortedAccordingTo(Comparator.comparing(Ranking.Ranked::wishesMet)
                            .thenComparing(ranked -> ranked.score().total())
                            .reversed());
        }
    }

    @Test
    void findsThePlaceOfEveryProviderTheRankingLists() {
        var random = new Random(48);
        var pool = Pool.of(Pairs.candidates(random, 60), NOW);
        for (int i = 0; i < 50; i++) {
            var need = Pairs.need(random);

            assertThat(Ranking.of(pool, need, ScoreWeights.DEFAULT, 60).best())
                    .allSatisfy(r -> assertThat(Ranking.place(
                                    pool,
                                    need,
                                    ScoreWeights.DEFAULT,
                                    r.provider().id()))
                            .contains(r));
        }
    }

    /** Whoever is passed over unseen could not have been among the best. */
    @Test
    void findsTheSameBestAsByLookingAtEverybody() {
        var random = new Random(49);
        for (int i = 0; i < 100; i++) {
            var need = Pairs.need(random);
            var pool = Pool.of(Pairs.candidates(random, 400), NOW);
            for (var weights : ScoreWeights.SHIPPED) {
                var everybody = Ranking.of(pool, need, weights, 400).best();

                assertThat(Ranking.of(pool, need, weights, 5).best())
                        .isEqualTo(everybody.subList(0, Math.min(5, everybody.size())));
            }
        }
    }

    @Test
    void asksEveryHardRuleOfEverybody() {
        var random = new Random(50);
        for (int i = 0; i < 100; i++) {
            var candidates = Pairs.candidates(random, 40);
            var pool = Pool.of(candidates, NOW);
            var tied = candidates.stream().map(Candidate::id).toList();
            var plain = Pairs.need(random);
            var need = new Need(
                    tied.getFirst(),
                    plain.track(),
                    tied.get(1),
                    plain.hours(),
                    plain.skills(),
                    plain.behaviours(),
                    Set.of(),
                    null,
                    Set.of(tied.get(2)),
                    Set.of(tied.get(3)),
                    random.nextBoolean(),
                    0);

            for (var candidate : candidates) {
                assertThat(pool.against(need)[pool.position(candidate.id())])
                        .isEqualTo(Eligibility.against(need, candidate));
            }
        }
    }

    private static Ranking.Result rank(Need need, ScoreWeights weights, Pairs.Draft... drafts) {
        var pool = Pool.of(Arrays.stream(drafts).map(Pairs.Draft::build).toList(), NOW);
        return Ranking.of(pool, need, weights, 10);
    }

    private static tandem.events.PersonId first(Need need, ScoreWeights weights, Pairs.Draft... drafts) {
        return rank(need, weights, drafts).best().getFirst().provider().id();
    }
}
