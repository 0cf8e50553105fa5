package tandem.matching.engagement;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.EngagementKind;
import tandem.events.IntakeEvent.PolicyTerms;
import tandem.events.MatchId;
import tandem.events.MatchingEvent.EngagementEnded;
import tandem.events.MatchingEvent.EngagementStarted;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.matching.match.Match;
import tandem.runtime.problem.Refused;

/** An assigned match while it runs: one track, one pair, one term (R33). It carries the match's id. */
@Entity
@Table(name = "engagements")
public class Engagement {

    @Id
    private UUID id;

    @TenantId
    @Column(name = "tenant")
    private String tenant;

    @Column(name = "programme")
    private UUID programme;

    @Column(name = "leader")
    private UUID leader;

    @Column(name = "provider")
    private UUID provider;

    @Enumerated(EnumType.STRING)
    @Column(name = "provider_type")
    private ProviderType providerType;

    @Enumerated(EnumType.STRING)
    @Column(name = "track")
    private Track track;

    @Enumerated(EnumType.STRING)
    @Column(name = "kind")
    private EngagementKind kind;

    @Column(name = "cadence_days")
    private int cadenceDays;

    @Column(name = "session_minutes")
    private int sessionMinutes;

    @Column(name = "starts_on")
    private LocalDate startsOn;

    @Column(name = "planned_end_on")
    private LocalDate plannedEndOn;

    @Column(name = "last_signed_at")
    private Instant lastSignedAt;

    @Column(name = "ended_on")
    private @Nullable LocalDate endedOn;

    @Enumerated(EnumType.STRING)
    @Column(name = "end_reason")
    private @Nullable EndReason endReason;

    @Version
    @Column(name = "version")
    private int version;

    protected Engagement() {}

    /** Starts on the day of the last signature, for the months and in the cadence of the policy the match was made under. */
    Engagement(Match match, ProviderType type, PolicyTerms terms, LocalDate day, Instant signedAt) {
        boolean coaching = match.track() == Track.COACHING;
        id = match.id().value();
        programme = match.programme().value();
        leader = match.leader().value();
        provider = match.provider().value();
        providerType = type;
        track = match.track();
        kind = EngagementKind.STANDARD;
        cadenceDays = coaching ? terms.coachingCadenceDays() : terms.mentoringCadenceDays();
        sessionMinutes = terms.sessionMinutes();
        startsOn = day;
        plannedEndOn = day.plusMonths(coaching ? terms.coachingMonths() : terms.mentoringMonths());
        lastSignedAt = signedAt;
    }

    public EngagementId id() {
        return new EngagementId(id);
    }

    PersonId provider() {
        return new PersonId(provider);
    }

    MatchId match() {
        return new MatchId(id);
    }

    LocalDate plannedEndOn() {
        return plannedEndOn;
    }

    boolean isRunning() {
        return endedOn == null;
    }

    EngagementStarted started() {
        return new EngagementStarted(
                id(),
                new ProgrammeId(programme),
                new PersonId(leader),
                new PersonId(provider),
                providerType,
                track,
                kind,
                cadenceDays,
                sessionMinutes,
                startsOn,
                plannedEndOn,
                lastSignedAt);
    }

    EngagementEnded end(EndReason reason, LocalDate day) {
        if (!isRunning()) {
            throw new Refused(
                    EngagementProblems.ENDED_ALREADY,
                    "The engagement ended " + endReason,
                    Map.of("reason", String.valueOf(endReason)));
        }
        endReason = reason;
        endedOn = day.isBefore(startsOn) ? startsOn : day;
        return new EngagementEnded(
                id(), new ProgrammeId(programme), new PersonId(leader), new PersonId(provider), reason, endedOn);
    }
}
