package tandem.session.rule;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** When an engagement is asked something: so many weeks after its start, or every so many months while it runs. */
public record CheckInSchedule(List<Integer> weeks, int everyMonths) {

    public static final int WEEKS_MAX = 104;
    public static final int MONTHS_MAX = 12;
    private static final int MOST = 60;

    public CheckInSchedule {
        weeks = weeks.stream().distinct().sorted().toList();
    }

    /** One time of asking; the number is the same whatever is due beside it. */
    public record Due(int number, LocalDate on) {}

    /** All times from the first day to the last, both included. */
    public List<Due> within(LocalDate first, LocalDate last) {
        var days = Stream.concat(weeks.stream().map(first::plusWeeks), monthly(first, last))
                .filter(day -> !day.isAfter(last))
                .distinct()
                .sorted()
                .limit(MOST)
                .toList();
        return IntStream.range(0, days.size())
                .mapToObj(at -> new Due(at + 1, days.get(at)))
                .toList();
    }

    private Stream<LocalDate> monthly(LocalDate first, LocalDate last) {
        return everyMonths == 0
                ? Stream.empty()
                : IntStream.rangeClosed(1, MOST)
                        .mapToObj(time -> first.plusMonths((long) everyMonths * time))
                        .takeWhile(day -> !day.isAfter(last));
    }
}
