package tandem.events;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a purpose allows the others to know about a person right now: state, keyed {@code <person>:<purpose>}, replaced as a
 * whole, deleted when nothing is allowed any more. A lower {@code consentVersion} than the one held is stale and ignored.
 */
public sealed interface ProfileState extends TandemEvent {

    /** Those that have a state; of the others there is nothing to tell. */
    Set<Purpose> PURPOSES = Collections.unmodifiableSet(Arrays.stream(ProfileState.class.getPermittedSubclasses())
            .map(state -> state.getAnnotation(Uses.class).value())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Purpose.class))));

    PersonId person();

    long consentVersion();

    Purpose purpose();

    @Override
    default String subject() {
        return key(person(), purpose());
    }

    static String key(PersonId person, Purpose purpose) {
        return person + ":" + purpose;
    }

    /**
     * What the match engine may read (R52).
     *
     * @param level job level, 1 (junior) upwards
     * @param roleRisks role attributes that call for two approvers (R51)
     * @param preferences provider attributes the leader asked for (R45)
     * @param lastPromotedOn as HR told it (R56); null where HR told none, and in what was told before it was
     */
    @Uses(Purpose.MATCHING)
    record MatchingProfile(
            PersonId person,
            long consentVersion,
            @Nullable ProgrammeId programme,
            @Nullable PersonId manager,
            int level,
            int tenureMonths,
            String timeZone,
            List<Availability> availability,
            List<String> skillCodes,
            List<String> behaviourCodes,
            @Nullable Trigger trigger,
            @Nullable Embedding goals,
            List<String> preferences,
            boolean confidentialityNeedHigh,
            List<String> roleRisks,
            @Nullable LocalDate lastPromotedOn)
            implements ProfileState {

        @Override
        public Purpose purpose() {
            return Purpose.MATCHING;
        }
    }

    /**
     * To whom somebody who takes part reports: who is asked whether there is progress (W11).
     *
     * @param manager null where HR names none, or nobody it has posted
     */
    @Uses(Purpose.PROGRAMME)
    record ProgrammeProfile(
            PersonId person, long consentVersion, @Nullable PersonId manager) implements ProfileState {
        @Override
        public Purpose purpose() {
            return Purpose.PROGRAMME;
        }
    }

    /** That metadata of the person's calendar may be read. */
    @Uses(Purpose.CALENDAR)
    record CalendarProfile(PersonId person, long consentVersion, String timeZone) implements ProfileState {
        @Override
        public Purpose purpose() {
            return Purpose.CALENDAR;
        }
    }

    /** Covariates of a leader, in codes and bands. */
    @Uses(Purpose.IMPACT)
    record ImpactProfile(
            PersonId person,
            long consentVersion,
            String department,
            String jobRole,
            int level,
            int tenureMonths,
            @Nullable LocalDate lastPromotedOn)
            implements ProfileState {
        @Override
        public Purpose purpose() {
            return Purpose.IMPACT;
        }
    }

    /**
     * Groups the person says to belong to, for the audit of selection rates alone: nothing that ranks, chooses or decides may read it.
     *
     * @param groups at most one of each dimension
     */
    @Uses(Purpose.FAIRNESS)
    record FairnessProfile(PersonId person, long consentVersion, List<GroupAttribute> groups) implements ProfileState {
        @Override
        public Purpose purpose() {
            return Purpose.FAIRNESS;
        }
    }
}
