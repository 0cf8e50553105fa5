package tandem.matching.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.events.EndReason;
import tandem.events.PlannedTrack;
import tandem.events.Track;
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

    @Test
    void waitsOnWhenTheCoachWasReplaced() {
        var sprint = List.of(new Past(Track.COACHING, START, START.plusWeeks(2), EndReason.REASSIGNED));

        assertThat(Sequence.isDue(MENTOR, List.of(COACH, MENTOR), sprint, START.plusMonths(6)))
                .isFalse();
    }
}
