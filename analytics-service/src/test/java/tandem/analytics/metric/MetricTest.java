package tandem.analytics.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tandem.analytics.Store;
import tandem.analytics.Story;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.EngagementKind;
import tandem.events.EvidenceTier;
import tandem.events.GatheringKind;
import tandem.events.IntakeEvent.EmploymentChanged.Aspect;
import tandem.events.IntakeEvent.ParticipantEnrolled;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.events.SessionEvent.ActionItemCompleted;
import tandem.events.SessionEvent.ActionItemDropped;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;
import tandem.events.SessionEvent.ConfidenceRated;
import tandem.events.SessionEvent.SeatTaken;
import tandem.events.SessionEvent.TopicsNoted;
import tandem.events.Track;

/** Each metric against a story small enough to count by hand: five leaders, because fewer are hidden. */
class MetricTest {
    private static final Store STORE = Store.fresh();
    private static final String JANUARY = "2030-01-31T00:00:00Z";

    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final Story story = new Story(tenant);
    private final Figures figures = new Figures(STORE);

    /** Five engagements of five leaders from 7 January, every 14 days. */
    private List<EngagementId> five(Consumer<EngagementId> each) {
        var programme = story.programme(5);
        var engagements = IntStream.range(0, 5)
                .mapToObj(i -> story.engagement(programme, story.leader(programme), Track.COACHING, "2030-01-07"))
                .toList();
        engagements.forEach(each);
        return engagements;
    }

    /** Leaders whose mentoring begins on a day. */
    private List<PersonId> eachBegins(int leaders, String day) {
        var programme = story.programme(5);
        return IntStream.range(0, leaders)
                .mapToObj(i -> {
                    var leader = story.leader(programme);
                    story.engagement(programme, leader, Track.MENTORING, day);
                    return leader;
                })
                .toList();
    }

    private String figure(String metric, String now) {
        figures.take(story.drain(), now);
        return figures.total(tenant, metric, now);
    }

    @Test
    void countsAHeldSessionAsAttended() {
        five(e -> story.heldSession(e, "2030-01-08T10:00:00Z", EvidenceTier.ONE_SIDE));

        assertThat(figure("attendance", JANUARY)).isEqualTo("5/5");
    }

    @Test
    void countsNoShowsAndLateCancellationsAsMissedAndTimelyOnesNotAtAll() {
        five(e -> {
            story.heldSession(e, "2030-01-08T10:00:00Z", EvidenceTier.ONE_SIDE);
            story.missed(e, story.session(e, "2030-01-09T10:00:00Z"), "2030-01-09T10:00:00Z");
            story.cancelled(e, story.session(e, "2030-01-10T10:00:00Z"), "2030-01-10T10:00:00Z", true);
            story.cancelled(e, story.session(e, "2030-01-11T10:00:00Z"), "2030-01-11T10:00:00Z", false);
        });

        assertThat(figure("attendance", JANUARY)).isEqualTo("5/15");
    }

    @Test
    void countsAMovedSessionOnceAndWhenItEnds() {
        five(e -> story.moved(e, story.session(e, "2030-01-08T10:00:00Z"), "2030-02-08T10:00:00Z"));

        assertThat(figure("attendance", JANUARY)).isEqualTo("none");
        assertThat(figure("attendance", "2030-02-28T00:00:00Z")).isEqualTo("0/5");
    }

    @Test
    void asksForAsMuchEvidenceAsTheQuestionDoes() {
        var engagements = five(e -> story.heldSession(e, "2030-01-08T10:00:00Z", EvidenceTier.ONE_SIDE));
        var stronger = story.heldSession(engagements.getFirst(), "2030-01-10T10:00:00Z", EvidenceTier.ONE_SIDE);
        story.evidenced(engagements.getFirst(), stronger, Party.PROVIDER, EvidenceTier.PLATFORM);
        figures.take(story.drain(), JANUARY);

        var cells = figures.cells(
                tenant, "attendance", Map.of("metric.now", JANUARY, "metric.minimum_evidence", "BOTH_SIDES"));

        assertThat(cells.stream().filter(cell -> cell.isAt("*", "*", "*")).map(Figures.Cell::ratio))
                .containsExactly("1/6");
    }

    @Test
    void tellsHowManySessionsMoreThanOneSideSpeaksFor() {
        var engagements = five(e -> story.heldSession(e, "2030-01-08T10:00:00Z", EvidenceTier.ONE_SIDE));
        var stronger = story.heldSession(engagements.getFirst(), "2030-01-10T10:00:00Z", EvidenceTier.ONE_SIDE);
        story.evidenced(engagements.getFirst(), stronger, Party.PROVIDER, EvidenceTier.PLATFORM);
        five(e -> story.missed(e, story.session(e, "2030-01-09T10:00:00Z"), "2030-01-09T10:00:00Z"));

        assertThat(figure("attendance_evidence", JANUARY)).isEqualTo("1/6");
    }

    @Test
    void countsALeaderOnceHoweverManyDoorsTheMentorOpened() {
        var programme = story.programme(5);
        for (var i = 0; i < 6; i++) {
            var engagement = story.engagement(programme, story.leader(programme), Track.MENTORING, "2030-01-07");
            if (i < 3) {
                story.sponsored(engagement, "2030-01-10", true);
                story.sponsored(engagement, "2030-01-11", true);
            } else if (i == 3) {
                story.sponsored(engagement, "2030-01-10", false);
            }
        }
        five(e -> {}); // coaching opens no doors

        assertThat(figure("introductions", JANUARY)).isEqualTo("3/6");
    }

    @Test
    void asksOfCompletionOnlyWhosePlannedEndHasPassed() {
        var programme = story.programme(5);
        for (var i = 0; i < 6; i++) {
            var leader = story.leader(programme);
            var engagement = story.engagement(programme, leader, Track.COACHING, "2030-01-07");
            if (i < 4) {
                story.ends(engagement, programme, leader, EndReason.COMPLETED, "2030-05-06");
            } else if (i == 4) {
                story.ends(engagement, programme, leader, EndReason.LEFT_PROGRAMME, "2030-02-01");
            }
        }

        assertThat(figure("completion", "2030-04-01T00:00:00Z")).isEqualTo("none");
        assertThat(figure("completion", "2030-06-01T00:00:00Z")).isEqualTo("4/6");
    }

    @Test
    void asksForIntakesOfThoseWhoTakePart() {
        var programme = story.programme(5);
        for (var i = 0; i < 6; i++) {
            story.leader(programme);
        }
        story.tell(new ParticipantEnrolled(programme, new PersonId(UUID.randomUUID())));

        assertThat(figure("intake_completion", JANUARY)).isEqualTo("6/7");
    }

    @Test
    void asksHowSoonASeatOfTheNetworkTakesPlace() {
        var programme = story.programme(5);
        var taken = Instant.parse("2030-01-10T09:00:00Z");
        for (var i = 0; i < 6; i++) {
            story.tell(new SeatTaken(
                    new PersonId(UUID.randomUUID()),
                    programme,
                    UUID.randomUUID(),
                    GatheringKind.OFFICE_HOUR,
                    taken.plus(Duration.ofDays(i < 5 ? 7 : 8)),
                    taken));
        }

        assertThat(figure("network_booking", JANUARY)).isEqualTo("5/6");
    }

    @Test
    void countsEachCadenceIntervalOnceWhenItHasElapsed() {
        // intervals from 7 and 21 January; a third, from 4 February, has not elapsed by 10 February
        five(e -> {
            story.heldSession(e, "2030-01-08T10:00:00Z", EvidenceTier.ONE_SIDE);
            story.heldSession(e, "2030-01-15T10:00:00Z", EvidenceTier.ONE_SIDE);
            story.heldSession(e, "2030-02-05T10:00:00Z", EvidenceTier.ONE_SIDE);
        });

        assertThat(figure("cadence_adherence", "2030-02-10T00:00:00Z")).isEqualTo("5/10");
    }

    @Test
    void leavesOutOfTheBookingSlaWhoStillHasTime() {
        var engagements = five(e -> {});
        story.heldSession(engagements.getFirst(), "2030-01-10T10:00:00Z", EvidenceTier.ONE_SIDE);
        story.heldSession(engagements.getLast(), "2030-01-20T10:00:00Z", EvidenceTier.ONE_SIDE);
        figures.take(story.drain(), JANUARY);

        assertThat(figures.total(tenant, "booking_sla", "2030-01-12T00:00:00Z")).isEqualTo("hidden");
        assertThat(figures.total(tenant, "booking_sla", JANUARY)).isEqualTo("1/5");
    }

    @Test
    void tellsConfirmedFromLoggedSponsorActions() {
        var engagements = five(e -> story.sponsored(e, "2030-01-10", true));
        story.sponsored(engagements.getFirst(), "2030-01-12", false);

        assertThat(figure("sponsor_actions", JANUARY)).isEqualTo("5/6");
    }

    @Test
    void countsAStepDoneOnceItsDayHasComeAndOneDroppedNotAtAll() {
        five(e -> {
            var session = story.heldSession(e, "2030-01-08T10:00:00Z", EvidenceTier.ONE_SIDE);
            story.step(e, session, "done", "2030-01-20")
                    .tell(new ActionItemCompleted(e, e + "done", LocalDate.parse("2030-01-10")));
            story.step(e, session, "late", "2030-01-20");
            story.step(e, session, "dropped", "2030-01-20")
                    .tell(new ActionItemDropped(e, e + "dropped", LocalDate.parse("2030-01-10")));
            // corrected to a day that has not come
            story.step(e, session, "moved", "2030-01-12").step(e, session, "moved", "2030-03-12");
        });
        figures.take(story.drain(), JANUARY);

        assertThat(figures.total(tenant, "action_items", "2030-01-15T00:00:00Z"))
                .isEqualTo("none");
        assertThat(figures.total(tenant, "action_items", JANUARY)).isEqualTo("5/10");
    }

    @Test
    void asksOfSessionsHeldWhetherTheyEndedWithAStep() {
        var engagements = five(e -> story.heldSession(e, "2030-01-08T10:00:00Z", EvidenceTier.ONE_SIDE));
        var session = story.heldSession(engagements.getFirst(), "2030-01-15T10:00:00Z", EvidenceTier.ONE_SIDE);
        story.step(engagements.getFirst(), session, "one", "2030-02-20");
        story.step(engagements.getFirst(), session, "two", "2030-02-20");

        assertThat(figure("action_items_documented", JANUARY)).isEqualTo("1/6");
    }

    @Test
    void comparesTheLastConfidenceOfALeaderWithTheFirst() {
        var engagements = five(e -> {
            var first = story.heldSession(e, "2030-01-08T10:00:00Z", EvidenceTier.ONE_SIDE);
            var second = story.heldSession(e, "2030-01-15T10:00:00Z", EvidenceTier.ONE_SIDE);
            story.tell(new ConfidenceRated(e, second, 6)).tell(new ConfidenceRated(e, first, 6));
        });
        var last = story.heldSession(engagements.getFirst(), "2030-01-22T10:00:00Z", EvidenceTier.ONE_SIDE);
        story.tell(new ConfidenceRated(engagements.getFirst(), last, 4))
                .tell(new ConfidenceRated(engagements.getFirst(), last, 8));

        assertThat(figure("confidence", JANUARY)).isEqualTo("1/5");
    }

    @Test
    void countsASessionOnceHoweverManyTopicsItHad() {
        var engagements = five(e -> story.heldSession(e, "2030-01-08T10:00:00Z", EvidenceTier.ONE_SIDE));
        var session = story.heldSession(engagements.getFirst(), "2030-01-15T10:00:00Z", EvidenceTier.ONE_SIDE);
        story.tell(new TopicsNoted(engagements.getFirst(), session, List.of("DELEGATION", "FEEDBACK"), "2030-1"));

        assertThat(figure("topics", JANUARY)).isEqualTo("1/6");
    }

    @Test
    void countsThosePeopleWhoAnsweredOutOfThoseAsked() {
        five(e -> story.checkedIn(e, Respondent.LEADER, 1, 1, "2030-01-14")
                .checkedIn(e, Respondent.RATER, 4, 3, "2030-01-14"));

        assertThat(figure("check_in_completion", JANUARY)).isEqualTo("20/25");
        assertThat(figures.total(tenant, "check_in_completion", "2030-01-13T00:00:00Z"))
                .isEqualTo("none");
    }

    @Test
    void censorsFollowUpShorterThanTheMonths() {
        var programme = story.programme(5);
        for (var i = 0; i < 12; i++) {
            var leader = story.leader(programme);
            // six began in January, six in March and are not followed for six months by August
            story.engagement(programme, leader, Track.MENTORING, i < 6 ? "2030-01-07" : "2030-03-04");
            if (i % 3 == 0) {
                story.promoted(leader, "2030-05-01");
            }
            if (i == 1) {
                story.left(leader, "2030-06-30");
            }
        }

        assertThat(figure("promotion_6m", "2030-08-01T00:00:00Z")).isEqualTo("2/6");
        assertThat(figure("retention_6m", "2030-08-01T00:00:00Z")).isEqualTo("5/6");
        assertThat(figure("promotion_12m", "2030-08-01T00:00:00Z")).isEqualTo("none");
    }

    @Test
    void countsWhoLeftAndIsBackByThenAsEmployed() {
        var leaders = eachBegins(6, "2030-01-07");
        story.left(leaders.get(0), "2030-02-28");
        story.left(leaders.get(1), "2030-02-28").changed(leaders.get(1), "2030-05-01", Aspect.RETURN);
        story.left(leaders.get(2), "2030-02-28").changed(leaders.get(2), "2030-08-01", Aspect.RETURN);
        // not leaving after all; and back from a mere leave, which ended nothing
        story.left(leaders.get(3), "2030-06-30").changed(leaders.get(3), "2030-04-01", Aspect.RETURN);
        story.changed(leaders.get(4), "2030-03-01", Aspect.LEAVE).changed(leaders.get(4), "2030-04-01", Aspect.RETURN);

        assertThat(figure("retention_6m", "2031-02-01T00:00:00Z")).isEqualTo("4/6");
        assertThat(figure("retention_12m", "2031-02-01T00:00:00Z")).isEqualTo("5/6");
    }

    @Test
    void countsTheEndToldLast() {
        var leaders = eachBegins(5, "2030-01-07");
        story.left(leaders.get(0), "2030-02-28").left(leaders.get(0), "2030-08-31");
        story.left(leaders.get(1), "2030-08-31").left(leaders.get(1), "2030-02-28");

        assertThat(figure("retention_6m", "2030-08-01T00:00:00Z")).isEqualTo("4/5");
    }

    @Test
    void tellsRetentionAsItWasKnownBeforeTheReturn() {
        var leaders = eachBegins(5, "2030-01-07");
        story.left(leaders.get(0), "2030-02-28");
        figures.take(story.drain(), "2030-08-01T00:00:00Z");
        story.changed(leaders.get(0), "2030-05-01", Aspect.RETURN);
        figures.take(story.drain(), "2030-09-01T00:00:00Z");

        var then = figures.cells(
                tenant,
                "retention_6m",
                Map.of("metric.now", "2030-10-01T00:00:00Z", "metric.as_of", "2030-08-15T00:00:00Z"));

        assertThat(then.stream().filter(cell -> cell.isAt("*", "*", "*")).map(Figures.Cell::ratio))
                .containsExactly("4/5");
        assertThat(figures.total(tenant, "retention_6m", "2030-10-01T00:00:00Z"))
                .isEqualTo("5/5");
    }

    @Test
    void countsAPromotionToldWithTheEmployeesDataOnceAndOnlyWhereImpactIsAllowed() {
        var leaders = eachBegins(6, "2030-01-07");
        story.changed(leaders.get(0), "2030-05-01", Aspect.LEVEL, Aspect.PROMOTION);
        story.changed(leaders.get(1), "2030-05-01", Aspect.LEVEL, Aspect.PROMOTION)
                .promoted(leaders.get(1), "2030-05-02");
        story.changed(leaders.get(2), "2030-05-01", Aspect.LEVEL, Aspect.ROLE, Aspect.MANAGER);
        story.changed(leaders.get(3), "2030-05-01", Aspect.PROMOTION).withdraws(leaders.get(3), Purpose.IMPACT, 2);

        assertThat(figure("promotion_6m", "2030-08-01T00:00:00Z")).isEqualTo("2/5");
    }

    @Test
    void countsNoOutcomeAfterTheMonths() {
        var programme = story.programme(5);
        for (var i = 0; i < 5; i++) {
            var leader = story.leader(programme);
            story.engagement(programme, leader, Track.MENTORING, "2030-01-07");
            story.promoted(leader, "2030-07-07");
            story.left(leader, "2030-07-07");
        }

        assertThat(figure("promotion_6m", "2031-02-01T00:00:00Z")).isEqualTo("0/5");
        assertThat(figure("promotion_12m", "2031-02-01T00:00:00Z")).isEqualTo("5/5");
        assertThat(figure("retention_6m", "2031-02-01T00:00:00Z")).isEqualTo("5/5");
        assertThat(figure("retention_12m", "2031-02-01T00:00:00Z")).isEqualTo("0/5");
    }

    @Test
    void asksOfPromotionOnlyLeadersWhoAllowIt() {
        var programme = story.programme(5);
        for (var i = 0; i < 6; i++) {
            var leader = story.leader(programme);
            story.engagement(programme, leader, Track.MENTORING, "2030-01-07");
            story.promoted(leader, "2030-05-01");
            if (i == 0) {
                story.withdraws(leader, Purpose.IMPACT, 2);
            }
        }

        assertThat(figure("promotion_6m", "2030-08-01T00:00:00Z")).isEqualTo("5/5");
        assertThat(figure("retention_6m", "2030-08-01T00:00:00Z")).isEqualTo("6/6");
    }

    @Test
    void countsALeaderReassignedTwiceOnce() {
        var programme = story.programme(5);
        for (var i = 0; i < 5; i++) {
            var leader = story.leader(programme);
            for (var again = 0; again < 2; again++) {
                var engagement = story.engagement(programme, leader, Track.COACHING, "2030-01-07");
                if (i == 0) {
                    story.ends(engagement, programme, leader, EndReason.REASSIGNED, "2030-01-2" + again);
                }
            }
        }

        assertThat(figure("reassignment", JANUARY)).isEqualTo("1/5");
    }

    /** R21: beside the tracks, so that neither the gate of week 9 nor the follow-up of mentoring counts them. */
    @Test
    void countsPeersAndReverseMentorsNeitherAsMatchedNorAsBegun() {
        var programme = story.programme(5);
        for (var i = 0; i < 5; i++) {
            story.engagement(programme, story.leader(programme), Track.MENTORING, "2030-01-07");
            story.arranged(programme, story.leader(programme), EngagementKind.PEER, "2030-01-07");
            story.arranged(programme, story.leader(programme), EngagementKind.REVERSE, "2030-01-07");
            story.arranged(programme, story.leader(programme), EngagementKind.MANAGER_AS_COACH, "2030-01-07");
        }
        figures.take(story.drain(), JANUARY);

        assertThat(figures.total(tenant, "reassignment", JANUARY)).isEqualTo("0/5");
        assertThat(figures.total(tenant, "retention_6m", "2030-08-01T00:00:00Z"))
                .isEqualTo("5/5");
    }

    /** R21: their coach is one of record, though nobody was ranked. */
    @Test
    void countsWhoIsCoachedInAGroupAsMatchedAndAsBegun() {
        var programme = story.programme(5);
        for (var i = 0; i < 5; i++) {
            story.arranged(programme, story.leader(programme), EngagementKind.GROUP, "2030-01-07");
        }
        figures.take(story.drain(), JANUARY);

        assertThat(figures.total(tenant, "reassignment", JANUARY)).isEqualTo("0/5");
        assertThat(figures.total(tenant, "retention_6m", "2030-08-01T00:00:00Z"))
                .isEqualTo("5/5");
    }

    @Test
    void countsALeaderOfBothTracksOnceInTheTotal() {
        var programme = story.programme(5);
        for (var i = 0; i < 5; i++) {
            var leader = story.leader(programme);
            var coaching = story.engagement(programme, leader, Track.COACHING, "2030-01-07");
            story.engagement(programme, leader, Track.MENTORING, "2030-01-07");
            if (i == 0) {
                story.ends(coaching, programme, leader, EndReason.REASSIGNED, "2030-01-20");
            }
        }

        assertThat(figure("reassignment", JANUARY)).isEqualTo("1/5");
    }

    @Test
    void answersAsKnownThen() {
        var engagements = five(e -> story.session(e, "2030-01-08T10:00:00Z"));
        figures.take(story.drain(), "2030-01-07T00:00:00Z");
        for (var engagement : engagements) {
            story.heldSession(engagement, "2030-01-09T10:00:00Z", EvidenceTier.ONE_SIDE);
        }
        figures.take(story.drain(), "2030-02-02T00:00:00Z");

        var then = figures.cells(
                tenant, "attendance", Map.of("metric.now", "2030-03-01T00:00:00Z", "metric.as_of", JANUARY));

        assertThat(then.stream().filter(cell -> cell.isAt("*", "*", "*")).map(Figures.Cell::ratio))
                .containsExactly("0/5");
        assertThat(figures.total(tenant, "attendance", "2030-03-01T00:00:00Z")).isEqualTo("5/10");
    }

    @Test
    void neverSeesAnotherTenant() {
        five(e -> story.heldSession(e, "2030-01-08T10:00:00Z", EvidenceTier.ONE_SIDE));
        figures.take(story.drain(), JANUARY);

        assertThat(figures.total("somebody-else", "attendance", JANUARY)).isEqualTo("none");
    }

    @Test
    void findsNoDifferenceBetweenRollupsAndFacts() {
        five(e -> {
            story.moved(e, story.heldSession(e, "2030-01-08T10:00:00Z", EvidenceTier.ONE_SIDE), "2030-01-18T10:00:00Z");
            story.missed(e, story.session(e, "2030-01-09T10:00:00Z"), "2030-01-09T10:00:00Z");
        });
        figures.take(story.drain(), JANUARY);

        assertThat(STORE.rows("select * from metric.rollup_differences()")).isEmpty();
    }
}
