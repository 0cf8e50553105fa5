package tandem.analytics.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tandem.analytics.Store;
import tandem.analytics.Story;
import tandem.events.CaseChange;
import tandem.events.CheckInKind;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.EngagementKind;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Purpose;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;
import tandem.events.SessionEvent.ClosingReviewSubmitted;
import tandem.events.SessionEvent.HandOffCompleted;
import tandem.events.SessionEvent.SponsorActionReported;
import tandem.events.SponsorActionId;
import tandem.events.SponsorActionKind;
import tandem.events.SponsorOutcome;
import tandem.events.Track;

/** Metrics of check-ins, the sponsor ledger and ends, each against six leaders that can be counted by hand. */
class EvidenceMetricTest {
    private static final Store STORE = Store.fresh();
    private static final String MARCH = "2030-03-31T00:00:00Z";
    private static final String BASELINE_TOLD = "2030-01-20T09:00:00Z";
    private static final String FOLLOW_UP_TOLD = "2030-03-20T09:00:00Z";

    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final Story story = new Story(tenant);
    private final Figures figures = new Figures(STORE);
    private final ProgrammeId programme = story.programme(5);

    /** Those who take part, and their engagements from 7 January to 7 May. */
    private final List<PersonId> leaders =
            IntStream.range(0, 6).mapToObj(i -> story.leader(programme)).toList();

    private List<EngagementId> six(Track track) {
        return leaders.stream()
                .map(leader -> story.engagement(programme, leader, track, "2030-01-07"))
                .toList();
    }

    private String figure(String metric, String now) {
        figures.take(story.drain(), now);
        return figures.total(tenant, metric, now);
    }

    private void attested(EngagementId engagement, int progress) {
        story.at("2030-02-20T09:00:00Z")
                .answered(
                        engagement,
                        CheckInKind.MANAGER_ATTESTATION,
                        1,
                        Respondent.MANAGER,
                        Map.of("progress", progress, "team-effect", 5));
    }

    private void rated(EngagementId engagement, CheckInKind kind, String at, String question, int... values) {
        story.at(at);
        for (var value : values) {
            story.answered(engagement, kind, 1, Respondent.RATER, Map.of(question, value));
        }
    }

    private void moves(EngagementId engagement, Integer answeredBefore, int... followUp) {
        rated(engagement, CheckInKind.BASELINE_360, BASELINE_TOLD, "listens", 2, 3, 3, 4);
        rated(engagement, CheckInKind.FOLLOW_UP_360, FOLLOW_UP_TOLD, "listens", followUp);
        story.closed(engagement, CheckInKind.FOLLOW_UP_360, Respondent.RATER, 4, 4, "2030-03-20", answeredBefore);
    }

    @Test
    void countsManagersWhoConfirmOutOfThoseAsked() {
        var engagements = six(Track.COACHING);
        for (var i = 0; i < 6; i++) {
            story.closed(
                    engagements.get(i),
                    CheckInKind.MANAGER_ATTESTATION,
                    Respondent.MANAGER,
                    1,
                    i < 5 ? 1 : 0,
                    "2030-02-21",
                    null);
        }
        IntStream.range(0, 4).forEach(i -> attested(engagements.get(i), 5));
        attested(engagements.get(4), 1);

        assertThat(figure("manager_attestation", MARCH)).isEqualTo("4/6");
        assertThat(figures.total(tenant, "manager_attestation", "2030-02-20T23:00:00Z"))
                .isEqualTo("none");
    }

    @Test
    void leavesOutTheManagersOfLeadersWhoDoNotAllowImpact() {
        var engagements = six(Track.COACHING);
        engagements.forEach(engagement -> {
            attested(engagement, 5);
            story.closed(engagement, CheckInKind.MANAGER_ATTESTATION, Respondent.MANAGER, 1, 1, "2030-02-21", null);
        });
        story.withdraws(leaders.getFirst(), Purpose.IMPACT, 2);

        assertThat(figure("manager_attestation", MARCH)).isEqualTo("5/5");
    }

    @Test
    void comparesTheLastPulseWithTheFirst() {
        var engagements = six(Track.COACHING);
        for (var i = 0; i < 6; i++) {
            var engagement = engagements.get(i);
            story.at("2030-01-15T09:00:00Z")
                    .answered(
                            engagement,
                            CheckInKind.PULSE,
                            1,
                            Respondent.LEADER,
                            Map.of("target-behaviour", 3, "support", 1));
            // one has answered once, one says the same, one less
            if (i > 0) {
                story.at("2030-02-05T09:00:00Z")
                        .answered(
                                engagement,
                                CheckInKind.PULSE,
                                2,
                                Respondent.LEADER,
                                Map.of("target-behaviour", i == 1 ? 3 : i == 2 ? 2 : 4, "support", 5));
            }
        }

        assertThat(figure("pulse_direction", MARCH)).isEqualTo("3/5");
    }

    @Test
    void seesMovementWhereTheSameRatersSeeHalfAPointMore() {
        var engagements = six(Track.COACHING);
        IntStream.range(0, 3).forEach(i -> moves(engagements.get(i), 3, 3, 4, 4, 4));
        // less than the step in which figures are told; the same; worse
        moves(engagements.get(3), 4, 3, 3, 3, 4);
        moves(engagements.get(4), 4, 2, 3, 3, 4);
        moves(engagements.get(5), 4, 1, 2, 2, 3);

        assertThat(figure("movement_360", MARCH)).isEqualTo("3/6");
    }

    @Test
    void comparesNothingThatOtherRatersOrTooFewSaid() {
        var engagements = six(Track.COACHING);
        IntStream.range(0, 5).forEach(i -> moves(engagements.get(i), 3, 4, 4, 4, 4));
        moves(engagements.get(5), 2, 5, 5, 5, 5);
        var more = story.engagement(programme, story.leader(programme), Track.COACHING, "2030-01-07");
        moves(more, 3, 5, 5);

        assertThat(figure("movement_360", MARCH)).isEqualTo("5/5");
    }

    @Test
    void holdsCaseLogsAgainstManagersAndRaters() {
        var engagements = six(Track.COACHING);
        for (var i = 0; i < 6; i++) {
            var engagement = engagements.get(i);
            story.logs(engagement, i < 4 ? CaseChange.REPEATED : CaseChange.NONE, "2030-02-10");
            story.logs(engagement, CaseChange.SETBACK, "2030-02-11");
            attested(engagement, i < 3 ? 5 : 1);
            story.closed(engagement, CheckInKind.MANAGER_ATTESTATION, Respondent.MANAGER, 1, 1, "2030-02-21", null);
        }
        // the manager sees nothing, the raters do
        moves(engagements.get(3), 3, 4, 4, 4, 4);
        // one kind of evidence alone
        story.logs(
                story.engagement(programme, story.leader(programme), Track.COACHING, "2030-01-07"),
                CaseChange.HABIT,
                "2030-02-10");

        assertThat(figure("case_log", MARCH)).isEqualTo("5/13");
        assertThat(figures.total(tenant, "triangulation", MARCH)).isEqualTo("4/6");
    }

    @Test
    void asksEveryoneWhoIsCoachedForABaseline() {
        var engagements = six(Track.COACHING);
        story.engagement(programme, story.leader(programme), Track.MENTORING, "2030-01-07");
        for (var i = 0; i < 5; i++) {
            story.closed(
                    engagements.get(i),
                    CheckInKind.BASELINE_360,
                    Respondent.RATER,
                    5,
                    i < 4 ? 3 : 2,
                    "2030-01-20",
                    null);
        }

        assertThat(figure("baseline_coverage", MARCH)).isEqualTo("4/6");
    }

    @Test
    void countsWhoNamesABlockerOnce() {
        var engagements = six(Track.COACHING);
        for (var i = 0; i < 6; i++) {
            story.answered(
                    engagements.get(i),
                    CheckInKind.RAPID_FEEDBACK,
                    1,
                    Respondent.LEADER,
                    Map.of("worth-the-time", 5, "blocker-time", i < 2 ? 5 : 1, "blocker-support", i < 1 ? 5 : 1));
        }

        assertThat(figure("blockers", MARCH)).isEqualTo("2/6");
    }

    @Test
    void countsAnswersOfBothSidesThatTellOfAChange() {
        var engagements = six(Track.MENTORING);
        engagements.forEach(engagement -> story.answered(
                        engagement,
                        CheckInKind.MENTORING_STORY,
                        1,
                        Respondent.LEADER,
                        Map.of("navigates-differently", 4, "better-questions", 3, "new-step", 5))
                .answered(engagement, CheckInKind.MENTORING_STORY, 1, Respondent.PROVIDER, Map.of("new-step", 1)));

        assertThat(figure("mentoring_story", MARCH)).isEqualTo("12/24");
    }

    @Test
    void asksForAnActionTakenForEveryMentee() {
        var engagements = six(Track.MENTORING);
        story.arranged(programme, story.leader(programme), EngagementKind.PEER, "2030-01-07");
        for (var i = 0; i < 4; i++) {
            story.sponsored(engagements.get(i), "2030-02-10", i < 2);
        }
        story.sponsored(engagements.get(0), "2030-02-12", true);

        assertThat(figure("sponsored_leaders", MARCH)).isEqualTo("4/6");
        assertThat(figures.total(tenant, "sponsored_leaders", "2030-02-09T00:00:00Z"))
                .isEqualTo("0/6");
    }

    @Test
    void countsActionsWhoseOutcomeWasReported() {
        var engagements = six(Track.MENTORING);
        for (var i = 0; i < 6; i++) {
            var action = new SponsorActionId(UUID.randomUUID());
            story.sponsored(engagements.get(i), action, "2030-02-10", false);
            if (i < 5) {
                story.tell(reported(engagements.get(i), action, SponsorOutcome.NO_EFFECT_YET));
                story.tell(reported(engagements.get(i), action, SponsorOutcome.ROLE_OFFERED));
            }
        }

        assertThat(figure("sponsor_outcomes", MARCH)).isEqualTo("5/6");
        assertThat(STORE.rows("select distinct outcome from sponsor_actions where known_to = 'infinity'"
                        + " and outcome is not null and tenant = '" + tenant + "'"))
                .containsExactly("(ROLE_OFFERED)");
    }

    private static SponsorActionReported reported(
            EngagementId engagement, SponsorActionId action, SponsorOutcome outcome) {
        return new SponsorActionReported(
                engagement, action, SponsorActionKind.INTRODUCTION, outcome, LocalDate.parse("2030-03-01"));
    }

    @Test
    void asksACoachForTheReviewAndWhatAMentorGoesOnWith() {
        var coachings = six(Track.COACHING);
        var mentoring = story.engagement(programme, leaders.get(0), Track.MENTORING, "2030-02-01");
        story.engagement(programme, leaders.get(1), Track.MENTORING, "2030-02-01");
        coachings.forEach(coaching -> story.tell(new ClosingReviewSubmitted(coaching, Party.PROVIDER, null, 2, 3)));
        story.tell(new HandOffCompleted(coachings.get(0), mentoring, List.of("TOPICS")));
        figures.take(story.drain(), MARCH);

        // planned to end on 7 May: due from 9 April on
        assertThat(figures.total(tenant, "coaching_wrap_up", "2030-04-08T00:00:00Z"))
                .isEqualTo("none");
        assertThat(figures.total(tenant, "coaching_wrap_up", "2030-04-09T00:00:00Z"))
                .isEqualTo("5/6");
    }

    @Test
    void asksForEverythingThatBelongsToAnEnd() {
        var coachings = six(Track.COACHING);
        coachings.forEach(coaching -> story.tell(new ClosingReviewSubmitted(coaching, Party.PROVIDER, null, 2, 3)));
        story.tell(new ClosingReviewSubmitted(coachings.get(0), Party.LEADER, 5, 3, 3));
        story.ends(coachings.get(5), programme, leaders.get(5), EndReason.TERMINATED, "2030-02-01");
        var mentorings = six(Track.MENTORING);
        for (var i = 0; i < 6; i++) {
            story.closed(
                    mentorings.get(i),
                    CheckInKind.MENTORING_STORY,
                    Respondent.PROVIDER,
                    1,
                    i < 3 ? 1 : 0,
                    "2030-04-28",
                    null);
        }
        figures.take(story.drain(), MARCH);

        // mentors' reports; then, of five coachings, two reviews and a hand-off each; of six mentorings two reviews
        // each
        assertThat(figures.total(tenant, "closing_artefacts", "2030-05-01T00:00:00Z"))
                .isEqualTo("3/6");
        assertThat(figures.total(tenant, "closing_artefacts", "2030-05-08T00:00:00Z"))
                .isEqualTo("9/33");
    }
}
