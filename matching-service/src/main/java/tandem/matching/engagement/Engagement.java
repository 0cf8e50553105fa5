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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import tandem.events.CoachingGroupId;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.EngagementKind;
import tandem.events.MatchId;
import tandem.events.MatchingEvent.EngagementAmended;
import tandem.events.MatchingEvent.EngagementEnded;
import tandem.events.MatchingEvent.EngagementStarted;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.ProviderType;
import tandem.events.Track;
import tandem.matching.match.Match;
import tandem.runtime.problem.CommonProblems;
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

    @Column(name = "coaching_group")
    private @Nullable UUID coachingGroup;

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

    @Column(name = "notice_days")
    private int noticeDays;

    @Column(name = "terminates_on")
    private @Nullable LocalDate terminatesOn;

    @Enumerated(EnumType.STRING)
    @Column(name = "terminated_by")
    private @Nullable Party terminatedBy;

    @Enumerated(EnumType.STRING)
    @Column(name = "termination_reason")
    private @Nullable TerminationReason terminationReason;

    @Column(name = "ended_on")
    private @Nullable LocalDate endedOn;

    @Enumerated(EnumType.STRING)
    @Column(name = "end_reason")
    private @Nullable EndReason endReason;

    @Version
    @Column(name = "version")
    private int version;

    protected Engagement() {}

    /** Starts on the day of the last signature, on the terms both signed. */
    Engagement(Match match, ProviderType type, Terms terms, LocalDate day, Instant signedAt) {
        id = match.id().value();
        programme = match.programme().value();
        leader = match.leader().value();
        provider = match.provider().value();
        providerType = type;
        track = match.track();
        var group = match.coachingGroup();
        coachingGroup = group == null ? null : group.value();
        startsOn = day;
        lastSignedAt = signedAt;
        agree(terms);
    }

    private void agree(Terms terms) {
        kind = terms.kind();
        cadenceDays = terms.cadenceDays();
        sessionMinutes = terms.sessionMinutes();
        noticeDays = terms.noticeDays();
        plannedEndOn = startsOn.plus(terms.term());
    }

    public EngagementId id() {
        return new EngagementId(id);
    }

    PersonId leader() {
        return new PersonId(leader);
    }

    PersonId provider() {
        return new PersonId(provider);
    }

    MatchId match() {
        return new MatchId(id);
    }

    /** The planned end, or the end of the notice when that comes first. */
    LocalDate lastDay() {
        return endsByNotice() ? Objects.requireNonNull(terminatesOn) : plannedEndOn;
    }

    EndReason reasonOnLastDay() {
        return endsByNotice() ? EndReason.TERMINATED : EndReason.COMPLETED;
    }

    private boolean endsByNotice() {
        return terminatesOn != null && terminatesOn.isBefore(plannedEndOn);
    }

    boolean isRunning() {
        return endedOn == null;
    }

    /** Whom the leader is coached together with; null unless the kind is GROUP. */
    @Nullable
    CoachingGroupId coachingGroup() {
        return coachingGroup == null ? null : new CoachingGroupId(coachingGroup);
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
                lastSignedAt,
                coachingGroup());
    }

    /** R85: why these terms cannot take effect on this engagement; empty when they can. */
    List<TermFault> faults(Terms wanted, LocalDate today) {
        requireRunning();
        return startsOn.plus(wanted.term()).isAfter(today) ? List.of() : List.of(TermFault.ENDS_IN_THE_PAST);
    }

    /** Both signed other terms. A notice given before is taken back by it: whoever gave it has signed to go on. */
    EngagementAmended amend(Terms terms, int agreement) {
        requireRunning();
        agree(terms);
        terminatesOn = null;
        terminatedBy = null;
        terminationReason = null;
        return new EngagementAmended(
                id(),
                new ProgrammeId(programme),
                new PersonId(leader),
                new PersonId(provider),
                providerType,
                track,
                kind,
                agreement,
                cadenceDays,
                sessionMinutes,
                startsOn,
                plannedEndOn,
                lastSignedAt,
                coachingGroup());
    }

    /** One side gives notice (R85); a second notice changes nothing. For anybody else the engagement does not exist. */
    void giveNotice(PersonId side, TerminationReason reason, LocalDate today) {
        var party = partyOf(side);
        requireRunning();
        if (terminatesOn == null) {
            terminatesOn = today.plusDays(noticeDays);
            terminatedBy = party;
            terminationReason = reason;
        }
    }

    private Party partyOf(PersonId side) {
        if (side.value().equals(leader)) {
            return Party.LEADER;
        }
        if (side.value().equals(provider)) {
            return Party.PROVIDER;
        }
        throw new Refused(CommonProblems.NOT_FOUND, "No such engagement");
    }

    private void requireRunning() {
        if (!isRunning()) {
            throw new Refused(
                    EngagementProblems.ENDED_ALREADY,
                    "The engagement ended " + endReason,
                    Map.of("reason", String.valueOf(endReason)));
        }
    }

    EngagementEnded end(EndReason reason, LocalDate day) {
        requireRunning();
        endReason = reason;
        endedOn = day.isBefore(startsOn) ? startsOn : day;
        return new EngagementEnded(
                id(), new ProgrammeId(programme), new PersonId(leader), new PersonId(provider), reason, endedOn);
    }
}
