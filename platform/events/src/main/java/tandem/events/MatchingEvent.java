package tandem.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What matching-service tells: who may serve, who was proposed to whom, approved by whom, and when it ran. */
public sealed interface MatchingEvent extends TandemEvent {

    /**
     * The provider came into the pool, or is in it with other figures.
     *
     * @param panelMedian of the panel that scored the live demo, 1 to 5 (W3); null in what was told before it was
     * @param calibratedOn the last calibration; null as above
     */
    @Uses(Purpose.PROGRAMME)
    record ProviderQualified(
            PersonId provider,
            ProviderType providerType,
            Set<Track> tracks,
            int capacity,
            @Nullable BigDecimal panelMedian,
            @Nullable LocalDate calibratedOn)
            implements MatchingEvent, About.Provider {}

    /** The provider is out of the pool until released; {@code reason} is a code. */
    @Uses(Purpose.PROGRAMME)
    record ProviderHeld(PersonId provider, String reason) implements MatchingEvent, About.Provider {}

    /**
     * A ranked proposal, or a pair that people arranged, of which nothing was ranked (R21).
     *
     * @param run it came of; of an arranged pair the match itself
     * @param score 0 to 100, weighted over the signals present (R42)
     * @param coverage share of the profile's weight that had a signal, 0 to 1; 0 of an arranged pair alone
     */
    @Uses(Purpose.PROGRAMME)
    record MatchProposed(
            MatchId match,
            ProgrammeId programme,
            PersonId leader,
            PersonId provider,
            Track track,
            UUID run,
            int rank,
            BigDecimal score,
            BigDecimal coverage,
            String weightProfile,
            RiskClass riskClass,
            int policyVersion)
            implements MatchingEvent, About.Match {}

    @Uses(Purpose.PROGRAMME)
    record MatchApproved(MatchId match, ProgrammeId programme, PersonId leader, PersonId provider, int approvals)
            implements MatchingEvent, About.Match {}

    @Uses(Purpose.PROGRAMME)
    record MatchRejected(MatchId match, ProgrammeId programme, PersonId leader, PersonId provider, String reason)
            implements MatchingEvent, About.Match {}

    /** A human chose another provider than the one ranked first (R53); {@code match} is the human's choice. */
    @Uses(Purpose.PROGRAMME)
    record MatchOverridden(MatchId match, ProgrammeId programme, PersonId leader, MatchId instead, String reason)
            implements MatchingEvent, About.Match {}

    @Uses(Purpose.PROGRAMME)
    record AgreementSigned(MatchId match, ProgrammeId programme, Party party, Instant signedAt, boolean complete)
            implements MatchingEvent, About.Match {}

    /** An engagement as it stands, told whole: when it starts, and whenever both have signed other terms. */
    interface EngagementTold extends About.Engagement {
        ProgrammeId programme();

        PersonId leader();

        PersonId provider();

        ProviderType providerType();

        Track track();

        EngagementKind kind();

        int cadenceDays();

        int sessionMinutes();

        LocalDate startsOn();

        LocalDate plannedEndOn();

        Instant lastSignedAt();

        /** Whom the leader is coached together with; null unless the kind is GROUP. */
        @Nullable
        CoachingGroupId coachingGroup();
    }

    /** The match is assigned and runs; the engagement has the match's UUID. */
    @Uses(Purpose.PROGRAMME)
    record EngagementStarted(
            EngagementId engagement,
            ProgrammeId programme,
            PersonId leader,
            PersonId provider,
            ProviderType providerType,
            Track track,
            EngagementKind kind,
            int cadenceDays,
            int sessionMinutes,
            LocalDate startsOn,
            LocalDate plannedEndOn,
            Instant lastSignedAt,
            @Nullable CoachingGroupId coachingGroup)
            implements MatchingEvent, EngagementTold {}

    /**
     * Both signed other terms while it ran: the engagement as it stands now, whole, so that what keeps its clock needs nothing else.
     *
     * @param agreement the version of the agreement both signed, 2 or more
     * @param plannedEndOn counted from the first day, also after a renewal (R10, R85)
     * @param lastSignedAt of the first version, with which the engagement began
     * @param coachingGroup as it was when the engagement began
     */
    @Uses(Purpose.PROGRAMME)
    record EngagementAmended(
            EngagementId engagement,
            ProgrammeId programme,
            PersonId leader,
            PersonId provider,
            ProviderType providerType,
            Track track,
            EngagementKind kind,
            int agreement,
            int cadenceDays,
            int sessionMinutes,
            LocalDate startsOn,
            LocalDate plannedEndOn,
            Instant lastSignedAt,
            @Nullable CoachingGroupId coachingGroup)
            implements MatchingEvent, EngagementTold {}

    @Uses(Purpose.PROGRAMME)
    record EngagementEnded(
            EngagementId engagement,
            ProgrammeId programme,
            PersonId leader,
            PersonId provider,
            EndReason reason,
            LocalDate endedOn)
            implements MatchingEvent, About.Engagement {}

    /** A leader waits for a seat ({@code offered} null) or was offered one. */
    @Uses(Purpose.PROGRAMME)
    record WaitlistOffered(
            PersonId person,
            ProgrammeId programme,
            Track track,
            String reason,
            @Nullable PersonId offered) implements MatchingEvent, About.Person {}

    @Uses(Purpose.PROGRAMME)
    record RemovalReported(PersonId person, RemovalId removal, RemovalScope scope, Map<String, Integer> counts)
            implements MatchingEvent, About.Person {}
}
