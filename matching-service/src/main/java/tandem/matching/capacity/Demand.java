package tandem.matching.capacity;

import java.time.LocalDate;
import java.util.Collection;

/**
 * Who needs a seat in a track, and when.
 *
 * @param unserved leaders who need one now and have none
 * @param arriving leaders who come to need one, per week of the forecast
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Demand(int unserved, int[] arriving) {

    /**
     * One leader for whom the track was decided.
     *
     * @param from the day from which a seat is needed, see {@link DueDates}
     * @param isServed has a seat, or has had what the track gives
     */
    public record Needing(LocalDate from, boolean isServed) {}

    public static Demand of(Collection<Needing> leaders, LocalDate today) {
        var arriving = new int[Forecast.WEEKS];
        int unserved = 0;
        for (var leader : leaders) {
            int week = Forecast.week(leader.from(), today);
            if (leader.isServed() || week == Forecast.WEEKS) {
                continue;
            }
            if (leader.from().isAfter(today)) {
                arriving[week]++;
            } else {
                unserved++;
            }
        }
        return new Demand(unserved, arriving);
    }

    /** Leaders who need, or needed, a seat from some day before that one, whether they have it, had it or wait. */
    public static int dueBefore(LocalDate day, Collection<Needing> leaders) {
        return (int)
                leaders.stream().filter(leader -> leader.from().isBefore(day)).count();
    }
}
