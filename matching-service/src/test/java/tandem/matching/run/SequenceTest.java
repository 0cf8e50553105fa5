package tandem.matching.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tandem.events.EndReason;
import tandem.events.PlannedTrack;
import tandem.events.Track;
import tandem.matching.capacity.DueDates;
import tandem.matching.capacity.DueDates.Served;
import tandem.matching.capacity.DueDates.State;
import tandem.matching.engagement.Engagements.Past;

class SequenceTest {

    private static final PlannedTrack COACH = new PlannedTrack(Track.COACHING, 1, 0, false);
    private static final PlannedTrack MENTOR = new PlannedTrack(Track.MENTORING, 2, 3, false);
    private static final PlannedTrack BESIDE = new PlannedTrack(Track.COACHING, 2, 0, true);
    private static final LocalDate START = LocalDate.of(2030, 1, 7);

    @Test
    void startsTheFirstTrackAtOnce() {
        assertThat(Sequence.isDue(COACH, List.of(COACH, MENTOR), List.of(), START))
                .isTrue();
    }

    @Test
    void letsASecondaryTrackRunBesideTheFirst() {
        assertThat(Sequence.isDue(BESIDE, List.of(BESIDE), List.of(), START)).isTrue();
    }

    @Test
    void keepsTheMentorBackUntilTheSprintHasBegun() {
        assertThat(Sequence.isDue(MENTOR, List.of(COACH, MENTOR), List.of(), START))
                .isFalse();
    }

    @Test
    void searchesTheMentorFourWeeksBeforeTheSprintIsOver() {
        var sprint = List.of(new Past(Track.COACHING, START, null, null));

        assertThat(Sequence.isDue(MENTOR, List.of(COACH, MENTOR), sprint, LocalDate.of(2030, 3, 9)))
                .isFalse();
        assertThat(Sequence.isDue(MENTOR, List.of(COACH, MENTOR), sprint, LocalDate.of(2030, 3, 10)))
                .isTrue();
    }

    @Test
    void startsTheMentorWhenTheSprintCompletedEarly() {
        var sprint = List.of(new Past(Track.COACHING, START, START.plusWeeks(2), EndReason.COMPLETED));

        assertThat(Sequence.isDue(MENTOR, List.of(COACH, MENTOR), sprint, START.plusWeeks(2)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, 2030-01-07, 2030-06-07",
        "RUNNING, 2030-02-01, 2030-05-01",
        "COMPLETED, 2030-01-07, 2030-01-21",
        "COMPLETED, 2030-01-07, 2030-04-07",
        "BROKEN_OFF, 2030-01-07, 2030-01-21"
    })
    void findsATrackDueFromTheDayOnThatIsForecast(State state, LocalDate startsOn, LocalDate endsOn) {
        var pathway = List.of(COACH, MENTOR);
        var reason = switch (state) {
            case RUNNING -> null;
            case COMPLETED -> EndReason.COMPLETED;
            case BROKEN_OFF -> EndReason.REASSIGNED;
        };
        var past = List.of(new Past(Track.COACHING, startsOn, reason == null ? null : endsOn, reason));
        var served = List.of(new Served(Track.COACHING, startsOn, endsOn, state));
        // what is completed is so from its last day on
        var first = state == State.COMPLETED ? endsOn : startsOn;

        for (var day = first; day.isBefore(startsOn.plusMonths(4)); day = day.plusDays(1)) {
            assertThat(!DueDates.of(MENTOR, pathway, served, day).isAfter(day))
                    .as("%s", day)
                    .isEqualTo(Sequence.isDue(MENTOR, pathway, past, day));
            assertThat(DueDates.of(COACH, pathway, served, day)).isBefore(day);
        }
    }

    @Test
    void waitsOnWhenTheCoachWasReplaced() {
        var sprint = List.of(new Past(Track.COACHING, START, START.plusWeeks(2), EndReason.REASSIGNED));

        assertThat(Sequence.isDue(MENTOR, List.of(COACH, MENTOR), sprint, START.plusMonths(6)))
                .isFalse();
    }
}
