package tandem.session.rule;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import tandem.events.Track;

/** The reviews an engagement comes by: coaching every five weeks (R65 says four to six), mentoring every quarter (R66). */
public final class Checkpoints {
    private static final int COACHING_WEEKS = 5;
    private static final int MENTORING_MONTHS = 3;
    private static final int MOST = 60;
    private static final List<Integer> SNAPSHOT_MONTHS = List.of(3, 6);

    private Checkpoints() {}

    /** A review by its code. */
    public record Checkpoint(String code, LocalDate dueOn) {}

    /** All reviews of an engagement, those that fall on its last day or later left out. */
    public static List<Checkpoint> of(Track track, LocalDate startsOn, LocalDate endsOn) {
        return IntStream.rangeClosed(1, MOST)
                .mapToObj(number -> new Checkpoint("review-" + number, dueOn(track, startsOn, number)))
                .takeWhile(checkpoint -> checkpoint.dueOn().isBefore(endsOn))
                .toList();
    }

    /** When a figure of the goal is to be seen (R119): coaching at month 3 and month 6, as far as it lasts; its last day counts. */
    public static List<Checkpoint> snapshots(Track track, LocalDate startsOn, LocalDate endsOn) {
        return switch (track) {
            case COACHING ->
                SNAPSHOT_MONTHS.stream()
                        .map(month -> new Checkpoint("month-" + month, startsOn.plusMonths(month)))
                        .filter(snapshot -> !snapshot.dueOn().isAfter(endsOn))
                        .toList();
            case MENTORING -> List.of();
        };
    }

    private static LocalDate dueOn(Track track, LocalDate startsOn, int number) {
        return switch (track) {
            case COACHING -> startsOn.plusWeeks((long) COACHING_WEEKS * number);
            case MENTORING -> startsOn.plusMonths((long) MENTORING_MONTHS * number);
        };
    }
}
