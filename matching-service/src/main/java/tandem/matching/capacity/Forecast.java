package tandem.matching.capacity;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import tandem.matching.capacity.Verdict.Reason;

/**
 * Seats of one track week by week: who comes to need one, which come free, and who would wait (R63). What is served in a week holds its
 * seat for the term of the track.
 *
 * @param free seats to begin with
 * @param weeks {@value #WEEKS}, the present one first; they begin on Mondays, UTC
 */
public record Forecast(int free, List<Week> weeks) {

    public static final int WEEKS = 12;

    private static final String RULE = "R63";

    public Forecast {
        weeks = List.copyOf(weeks);
    }

    /**
     * One week.
     *
     * @param begins its Monday
     * @param arriving leaders who come to need a seat in it, beyond those who wait already
     * @param freed seats of engagements that are planned to end in it
     * @param unserved leaders without a seat at its end
     * @param spare seats nobody needs at its end
     */
    public record Week(LocalDate begins, int arriving, int freed, int unserved, int spare) {}

    /**
     * What a forecast is made from.
     *
     * @param waiting leaders who need a seat already
     * @param free seats nobody holds
     * @param arriving so many more leaders per week
     * @param freed so many seats coming free per week
     * @param termWeeks how long a seat is held, at least 1
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Given(LocalDate today, int waiting, int free, int[] arriving, int[] freed, int termWeeks) {

        public Given {
            arriving = arriving.clone();
            freed = freed.clone();
            if (arriving.length != WEEKS || freed.length != WEEKS || termWeeks < 1) {
                throw new IllegalArgumentException("no " + WEEKS + " weeks, or no term");
            }
        }

        /** The same with a wave of leaders in one of the weeks, and more seats from the first on. */
        public Given with(int leaders, int week, int seats) {
            var more = arriving.clone();
            more[week] += leaders;
            return new Given(today, waiting, free + seats, more, freed, termWeeks);
        }
    }

    public static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** The week a day lies in, counted from that of today; 0 for every earlier one, at least {@value #WEEKS} when it is too far off. */
    public static int week(LocalDate day, LocalDate today) {
        long days = day.toEpochDay() - monday(today).toEpochDay();
        return Math.clamp(Math.floorDiv(days, 7), 0, WEEKS);
    }

    public static Forecast of(Given given) {
        var weeks = new ArrayList<Week>();
        var back = new int[WEEKS];
        int unserved = given.waiting();
        int seats = given.free();
        for (int w = 0; w < WEEKS; w++) {
            unserved += given.arriving()[w];
            seats += given.freed()[w] + back[w];
            int served = Math.min(unserved, seats);
            unserved -= served;
            seats -= served;
            if (w + given.termWeeks() < WEEKS) {
                back[w + given.termWeeks()] += served;
            }
            weeks.add(new Week(
                    monday(given.today()).plusWeeks(w), given.arriving()[w], given.freed()[w], unserved, seats));
        }
        return new Forecast(given.free(), weeks);
    }

    /** Seats that would have to be added now so that nobody is left without at the end of any week; 0 when there are enough. */
    public int lacking() {
        return weeks.stream().mapToInt(Week::unserved).max().orElse(0);
    }

    /** R63: avoid long waitlists. */
    public Verdict verdict() {
        int lacking = lacking();
        return Verdict.of(RULE, lacking > 0 ? Reason.SEATS_LACKING : Reason.SEATS_SUFFICE, free, free + lacking, null);
    }
}
