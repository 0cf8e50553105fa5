package tandem.analytics.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tandem.analytics.Store;
import tandem.analytics.Story;
import tandem.events.DecisionId;
import tandem.events.EvidenceTier;
import tandem.events.IntakeEvent.KpiObserved;
import tandem.events.IntakeEvent.ServiceDecided;
import tandem.events.IntakeId;
import tandem.events.MatchingEvent.ProviderHeld;
import tandem.events.MatchingEvent.ProviderQualified;
import tandem.events.Pathway;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.ProviderType;
import tandem.events.Purpose;
import tandem.events.Track;

/** The metrics gates stand on that no session tells, each counted by hand. */
class PilotMetricTest {
    private static final Store STORE = Store.fresh();
    private static final String JANUARY = "2030-01-31T00:00:00Z";
    private static final String MAY = "2030-05-01T00:00:00Z";
    private static final String KPI = "MILESTONES_ON_SCHEDULE";

    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final Story story = new Story(tenant);
    private final Figures figures = new Figures(STORE);

    private String figure(String metric, String now) {
        figures.take(story.drain(), now);
        return figures.total(tenant, metric, now);
    }

    private List<PersonId> leaders(ProgrammeId programme, int number) {
        return IntStream.range(0, number).mapToObj(i -> story.leader(programme)).toList();
    }

    private PersonId qualified(@Nullable String median) {
        var provider = new PersonId(UUID.randomUUID());
        story.tell(new ProviderQualified(
                provider,
                ProviderType.EXTERNAL,
                Set.of(Track.COACHING),
                4,
                median == null ? null : new BigDecimal(median),
                LocalDate.parse("2030-01-02")));
        return provider;
    }

    private void decided(ProgrammeId programme, PersonId leader) {
        story.tell(new ServiceDecided(
                programme,
                leader,
                new DecisionId(UUID.randomUUID()),
                new IntakeId(UUID.randomUUID()),
                Pathway.COACHING,
                List.of(),
                List.of("R24"),
                "1",
                1));
    }

    private void observed(ProgrammeId programme, PersonId leader, int value, String day) {
        story.tell(new KpiObserved(programme, leader, KPI, BigDecimal.valueOf(value), LocalDate.parse(day)));
    }

    private void registered(ProgrammeId programme, int target) {
        STORE.feed().useTransaction(handle -> {
            handle.execute("""
                    insert into kpi_definitions (tenant, programme, kpi, about, direction, unit, owner, feed, every_days,
                                                 baseline, target, revision, known_from)
                    values (?, ?, ?, 'LEADER', 'UP', 'PERCENT', ?, 'JIRA', 7, 60, ?, 1, timestamptz '2030-01-01 00:00Z')""", tenant, programme.value(), KPI, UUID.randomUUID(), target);
            handle.execute("""
                    insert into interventions (tenant, programme, track, leading_metric, lagging_kpi, revision, known_from)
                    values (?, ?, 'COACHING', 'attendance', ?, 1, timestamptz '2030-01-01 00:00Z')""", tenant, programme.value(), KPI);
        });
    }

    @Test
    void countsProvidersOfThePoolWhosePanelGaveFour() {
        story.programme(5);
        for (var i = 0; i < 5; i++) {
            qualified("4");
        }
        qualified("3.5");
        qualified(null);
        story.tell(new ProviderHeld(qualified("5"), "COMPLAINT"));

        assertThat(figure("calibration", JANUARY)).isEqualTo("5/7");
    }

    @Test
    void countsThePoolOnceHoweverManyProgrammesThereAre() {
        story.programme(5);
        story.programme(5);
        for (var i = 0; i < 6; i++) {
            qualified("4.5");
        }

        assertThat(figure("calibration", JANUARY)).isEqualTo("6/6");
    }

    @Test
    void countsLeadersWhoseAgreementBothHaveSigned() {
        var programme = story.programme(5);
        var leaders = leaders(programme, 7);
        leaders.forEach(leader -> decided(programme, leader));
        leaders.stream().limit(5).forEach(leader -> story.engagement(programme, leader, Track.COACHING, "2030-01-28"));
        story.left(leaders.getLast(), "2030-01-20");

        assertThat(figure("match_signing", JANUARY)).isEqualTo("5/6");
    }

    @Test
    void leavesOutOfTheSigningWhoHasNoDecisionYet() {
        var programme = story.programme(5);
        leaders(programme, 6).stream().limit(5).forEach(leader -> decided(programme, leader));

        assertThat(figure("match_signing", JANUARY)).isEqualTo("0/5");
    }

    @Test
    void saysWhoseKpiMovedTheRightWay() {
        var programme = story.programme(5);
        registered(programme, 70);
        var leaders = leaders(programme, 7);
        for (var leader : leaders) {
            observed(programme, leader, 60, "2030-01-10");
        }
        leaders.stream().limit(5).forEach(leader -> observed(programme, leader, 66, "2030-01-24"));
        observed(programme, leaders.get(5), 58, "2030-01-24");

        assertThat(figure("kpi_improvement", JANUARY)).isEqualTo("5/6");
    }

    @Test
    void looksAtTheGoalNinetyDaysAfterTheCoachingBegan() {
        var programme = story.programme(5);
        registered(programme, 70);
        var leaders = leaders(programme, 6);
        for (var leader : leaders) {
            story.engagement(programme, leader, Track.COACHING, "2030-01-07");
            observed(programme, leader, 75, "2030-04-20"); // too late to count
        }
        leaders.forEach(
                leader -> observed(programme, leader, leader.equals(leaders.getFirst()) ? 69 : 71, "2030-04-01"));

        assertThat(figure("milestones", "2030-04-06T00:00:00Z")).isEqualTo("none");
        assertThat(figure("milestones", MAY)).isEqualTo("5/6");
    }

    @Test
    void linksASessionToWhatIsObservedWithinTheDaysOfTheFeed() {
        var programme = story.programme(5);
        registered(programme, 70);
        for (var leader : leaders(programme, 6)) {
            var engagement = story.engagement(programme, leader, Track.COACHING, "2030-01-07");
            story.heldSession(engagement, "2030-01-08T10:00:00Z", EvidenceTier.BOTH_SIDES);
            observed(programme, leader, 61, "2030-01-15");
            story.heldSession(engagement, "2030-01-16T10:00:00Z", EvidenceTier.BOTH_SIDES); // a week without
            story.heldSession(engagement, "2030-01-30T10:00:00Z", EvidenceTier.BOTH_SIDES); // still inside the days
        }

        assertThat(figure("session_kpi_links", JANUARY)).isEqualTo("6/12");
    }

    @Test
    void leavesOutWhoDoesNotAllowImpact() {
        var programme = story.programme(5);
        registered(programme, 70);
        var leaders = leaders(programme, 6);
        for (var leader : leaders) {
            var engagement = story.engagement(programme, leader, Track.COACHING, "2030-01-07");
            story.heldSession(engagement, "2030-01-08T10:00:00Z", EvidenceTier.BOTH_SIDES);
        }
        story.withdraws(leaders.getFirst(), Purpose.IMPACT, 2);

        assertThat(figure("session_kpi_links", JANUARY)).isEqualTo("0/5");
    }
}
