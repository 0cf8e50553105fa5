package tandem.events;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What intake-service tells: who is in, what may be used, which service was decided. */
public sealed interface IntakeEvent extends TandemEvent {

    /** A programme opened, with its window; its name and problem sentence stay in intake-service. */
    @Uses(Purpose.PROGRAMME)
    record ProgrammeOpened(
            ProgrammeId programme, String objective, LocalDate startsOn, LocalDate endsOn, boolean highTouch)
            implements IntakeEvent, About.Programme {}

    /** A policy version came into force; every later decision of the programme is stamped with it. */
    @Uses(Purpose.PROGRAMME)
    record PolicyPublished(ProgrammeId programme, int policyVersion, String contentHash, PolicyTerms terms)
            implements IntakeEvent, About.Programme {}

    /** Legal signed the document people will agree to (W1): from here on people are recruited and may be compared with. */
    @Uses(Purpose.PROGRAMME)
    record ProgrammeSignedOff(ProgrammeId programme, String documentHash) implements IntakeEvent, About.Programme {}

    /**
     * The policy values other services act on; the whole policy stays in intake-service.
     *
     * @param completionPercentMin the least share of engagements a provider completes (R99), in percent; null: none was set
     * @param groupSizeMin the fewest leaders a coaching group has (R21); null: none was set
     * @param groupSizeMax the most; null: none was set
     */
    record PolicyTerms(
            int coachingMonths,
            int mentoringMonths,
            int coachingCadenceDays,
            int mentoringCadenceDays,
            int sessionMinutes,
            int maxMenteesPerMentor,
            int bookingSlaDays,
            int lateCancellationHours,
            EvidenceTier minimumEvidence,
            int suppressionK,
            String weightProfile,
            @Nullable Integer completionPercentMin,
            @Nullable Integer groupSizeMin,
            @Nullable Integer groupSizeMax) {}

    @Uses(Purpose.PROGRAMME)
    record ParticipantEnrolled(ProgrammeId programme, PersonId person) implements IntakeEvent, About.Person {}

    /** Something about a participant's or provider's employment changed; the new value travels in the profile, if allowed. */
    @Uses(Purpose.PROGRAMME)
    record EmploymentChanged(PersonId person, Set<Aspect> changed, LocalDate effectiveOn)
            implements IntakeEvent, About.Person {
        /** What changed. */
        public enum Aspect {
            MANAGER,
            ROLE,
            LEVEL,
            DEPARTMENT,
            PROMOTION,
            /** Away for a while; why is nobody's business. */
            LEAVE,
            /** Back from a leave, or employed again. */
            RETURN
        }
    }

    @Uses(Purpose.PROGRAMME)
    record EmploymentEnded(PersonId person, LocalDate effectiveOn) implements IntakeEvent, About.Person {}

    @Uses(Purpose.PROGRAMME)
    record IntakeSubmitted(ProgrammeId programme, PersonId person, IntakeId intake, int formVersion)
            implements IntakeEvent, About.Person {}

    /** Coach, mentor or both, under which rules (R40): rule ids that decided, never the answers they read. */
    @Uses(Purpose.PROGRAMME)
    record ServiceDecided(
            ProgrammeId programme,
            PersonId person,
            DecisionId decision,
            IntakeId intake,
            Pathway pathway,
            List<PlannedTrack> tracks,
            List<String> rules,
            String ruleSetVersion,
            int policyVersion)
            implements IntakeEvent, About.Person {}

    /** The purpose holds: as a whole, or for one {@code item} where it is given item by item. */
    @Uses(Purpose.PROGRAMME)
    record ConsentGranted(
            PersonId person,
            Purpose purpose,
            LawfulBasis basis,
            long consentVersion,
            String textVersion,
            @Nullable ConsentItem item)
            implements IntakeEvent, About.Person {

        /** Of a purpose as a whole. */
        public ConsentGranted(
                PersonId person, Purpose purpose, LawfulBasis basis, long consentVersion, String textVersion) {
            this(person, purpose, basis, consentVersion, textVersion, null);
        }
    }

    /**
     * The purpose no longer holds, or not for this {@code item}: every service removes what it had for it and reports under
     * {@code removal}.
     */
    @Uses(Purpose.PROGRAMME)
    record ConsentWithdrawn(
            PersonId person,
            Purpose purpose,
            long consentVersion,
            RemovalId removal,
            @Nullable ConsentItem item) implements IntakeEvent, About.Person {

        /** Of a purpose as a whole. */
        public ConsentWithdrawn(PersonId person, Purpose purpose, long consentVersion, RemovalId removal) {
            this(person, purpose, consentVersion, removal, null);
        }
    }

    /** The person is to be forgotten; {@code erasedAs} is the random stand-in under which counts stay. */
    @Uses(Purpose.PROGRAMME)
    record ErasureRequested(PersonId person, RemovalId removal, UUID erasedAs) implements IntakeEvent, About.Person {}

    @Uses(Purpose.IMPACT)
    record OutcomeRecorded(PersonId person, OutcomeKind kind, BigDecimal value, LocalDate observedOn)
            implements IntakeEvent, About.Person {}

    /** A delivery or HR KPI was observed, about a programme as a whole or about one leader of it. */
    @Uses(Purpose.IMPACT)
    record KpiObserved(
            ProgrammeId programme, @Nullable PersonId person, String kpi, BigDecimal value, LocalDate observedOn)
            implements IntakeEvent {
        @Override
        public String subject() {
            return person == null ? programme.toString() : person.toString();
        }
    }

    @Uses(Purpose.PROGRAMME)
    record RemovalReported(PersonId person, RemovalId removal, RemovalScope scope, Map<String, Integer> counts)
            implements IntakeEvent, About.Person {}
}
