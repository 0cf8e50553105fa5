package tandem.session.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tandem.events.Track;
import tandem.session.rule.Checkpoints.Checkpoint;

class CheckpointsTest {

    @Test
    void reviewsCoachingEveryFiveWeeks() {
        assertThat(Checkpoints.of(Track.COACHING, LocalDate.parse("2030-01-01"), LocalDate.parse("2030-03-31")))
                .containsExactly(
                        new Checkpoint("review-1", LocalDate.parse("2030-02-05")),
                        new Checkpoint("review-2", LocalDate.parse("2030-03-12")));
    }

    @Test
    void reviewsMentoringEveryQuarter() {
        assertThat(Checkpoints.of(Track.MENTORING, LocalDate.parse("2030-01-31"), LocalDate.parse("2030-10-31")))
                .extracting(Checkpoint::dueOn)
                .containsExactly(LocalDate.parse("2030-04-30"), LocalDate.parse("2030-07-31"));
    }
}
