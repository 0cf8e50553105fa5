package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.events.EngagementKind;
import tandem.events.Track;
import tandem.session.rule.Plan.Expected;
import tandem.session.rule.Plan.Meeting;
import tandem.session.rule.Plan.Milestone;
import tandem.session.rule.Plan.Standing;

class PlanTest {
    private static final LocalDate FIRST = LocalDate.parse("2030-01-07");
    private static final Expected WEEK = new Expected(1, FIRST, FIRST.plusDays(6));

    @ParameterizedTest
    @CsvSource({
        "COACHING, STANDARD, 7, 60, WEEKLY",
        "COACHING, STANDARD, 14, 60, BI_WEEKLY",
        "COACHING, STANDARD, 14, 45, SPRINT",
        "MENTORING, STANDARD, 14, 45, BI_WEEKLY",
        "MENTORING, STANDARD, 30, 60, MONTHLY",
        "COACHING, MICRO, 7, 45, MICRO",
        "COACHING, STANDARD, 7, 20, MICRO",
        "COACHING, GROUP, 14, 90, GROUP",
        "COACHING, STANDARD, 10, 60, AS_AGREED"
    })
    void readsItsTemplateOffTheTerms(
            Track track, EngagementKind kind, int cadenceDays, int minutes, CadenceTemplate template) {
        assertThat(CadenceTemplate.of(track, kind, cadenceDays, minutes)).isEqualTo(template);
    }

    @Test
    void expectsAMeetingInEachIntervalThatIsWhole() {
        var intervals = Plan.intervals(terms(Track.COACHING, CadenceTemplate.BI_WEEKLY, 14, 40));

        assertThat(intervals)
                .containsExactly(
                        new Expected(1, FIRST, FIRST.plusDays(13)),
                        new Expected(2, FIRST.plusDays(14), FIRST.plusDays(27)));
    }

    @Test
    void saysWhatBecameOfAnInterval() {
        var on = FIRST.plusDays(3);

        assertThat(standing(FIRST.plusDays(9), new Meeting(on, true))).isEqualTo(Standing.HELD);
        assertThat(standing(FIRST, new Meeting(on, false))).isEqualTo(Standing.BOOKED);
        assertThat(standing(FIRST.plusDays(9), new Meeting(on, false))).isEqualTo(Standing.MISSED);
        assertThat(standing(FIRST.plusDays(6))).isEqualTo(Standing.OPEN);
        assertThat(standing(FIRST.minusDays(1))).isEqualTo(Standing.AHEAD);
    }

    @Test
    void expectsNobodyWhoIsAwayMostOfTheInterval() {
        var most = new Break(FIRST, FIRST.plusDays(3));
        var half = new Break(FIRST, FIRST.plusDays(2));

        assertThat(Plan.standing(WEEK, List.of(), List.of(most), FIRST.plusDays(20)))
                .isEqualTo(Standing.PAUSED);
        assertThat(Plan.standing(WEEK, List.of(), List.of(half), FIRST.plusDays(20)))
                .isEqualTo(Standing.MISSED);
    }

    /** The pilot of R69: three months of coaching, two sessions of 45 minutes a month. */
    @Test
    void laysOutASprintWithFeedbackInEachMonth() {
        var terms = new Plan.Terms(Track.COACHING, CadenceTemplate.SPRINT, 14, FIRST, FIRST.plusMonths(3));

        assertThat(Plan.milestones(terms))
                .extracting(milestone -> milestone.code() + " " + milestone.dueOn())
                .containsExactly(
                        "feedback-1 2030-02-07",
                        "review-1 2030-02-11",
                        "feedback-2 2030-03-07",
                        "review-2 2030-03-18",
                        "month-3 2030-04-07",
                        "feedback-3 2030-04-07",
                        "closing 2030-04-07");
    }

    @Test
    void reviewsMentoringByTheQuarterAndTakesNoSnapshotOfIt() {
        var terms = new Plan.Terms(Track.MENTORING, CadenceTemplate.MONTHLY, 30, FIRST, FIRST.plusMonths(9));

        assertThat(Plan.milestones(terms))
                .extracting(Milestone::kind)
                .containsExactly(
                        Milestone.Kind.QUARTERLY_REVIEW,
                        Milestone.Kind.QUARTERLY_REVIEW,
                        Milestone.Kind.CLOSING_REVIEW);
    }

    @ParameterizedTest
    @CsvSource({
        "2030-01-12T09:00:00Z,                     , 2030-01-20T09:00:00Z, MET",
        "2030-01-15T09:00:00Z,                     , 2030-01-20T09:00:00Z, MET_LATE",
        "                    , 2030-01-13T09:00:00Z, 2030-01-10T09:00:00Z, BOOKED",
        "                    , 2030-01-18T09:00:00Z, 2030-01-10T09:00:00Z, OPEN",
        "                    , 2030-01-18T09:00:00Z, 2030-01-15T09:00:00Z, OVERDUE"
    })
    void holdsTheFirstMeetingToTheDaysOfThePolicy(
            @Nullable Instant held, @Nullable Instant booked, Instant now, FirstMeeting.Standing standing) {
        var due = FirstMeeting.dueAt(Instant.parse("2030-01-07T09:00:00Z"), 7);

        assertThat(FirstMeeting.standing(due, held, booked, now)).isEqualTo(standing);
    }

    private static Standing standing(LocalDate today, Meeting... meetings) {
        return Plan.standing(WEEK, List.of(meetings), List.of(), today);
    }

    private static Plan.Terms terms(Track track, CadenceTemplate template, int cadenceDays, int days) {
        return new Plan.Terms(track, template, cadenceDays, FIRST, FIRST.plusDays(days));
    }
}
