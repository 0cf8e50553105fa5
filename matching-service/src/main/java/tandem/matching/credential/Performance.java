package tandem.matching.credential;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tandem.events.ProgrammeId;

/**
 * What a provider's own engagements say, as far as their planned ends lie in the last twelve months.
 *
 * @param ratings of leaders in closing reviews, 1 to 5, in any order
 * @param mentorsSince the first day of the first mentoring engagement; null before there was one
 * @param actedOn the last day on which a third party confirmed a sponsor action; null when none ever did
 */
public record Performance(
        List<Cohort> cohorts,
        List<Integer> ratings,
        @Nullable LocalDate mentorsSince,
        @Nullable LocalDate actedOn) {

    /** How far back planned ends are looked at: the year a certification is given for (R105). */
    public static final Period LOOKING_BACK = Period.ofYears(1);

    public static final Performance NONE = new Performance(List.of(), List.of(), null, null);

    public Performance {
        cohorts = List.copyOf(cohorts);
        ratings = List.copyOf(ratings);
    }

    /**
     * The provider's engagements in one programme.
     *
     * @param due engagements whose planned end has passed
     * @param completed those of them that ended COMPLETED (rulebook C11)
     * @param completionMin the least share of the programme's policy, 0 to 1; null when the policy names none
     * @param reviewed engagements a leader reviewed at the close
     * @param goalsMet goals that leaders say were met
     * @param ends planned ends that change the figures by time alone, in any order: those still to come, and those that are
     *     looked at no more a year later
     */
    public record Cohort(
            ProgrammeId programme,
            int due,
            int completed,
            @Nullable BigDecimal completionMin,
            int reviewed,
            int goalsMet,
            List<LocalDate> ends) {

        public Cohort {
            ends = List.copyOf(ends);
        }
    }

    /** The days on which the figures change although nothing happens. */
    Stream<LocalDate> turns() {
        return cohorts.stream()
                .flatMap(cohort -> cohort.ends().stream())
                .flatMap(end -> Stream.of(end, end.plus(LOOKING_BACK).plusDays(1)));
    }
}
