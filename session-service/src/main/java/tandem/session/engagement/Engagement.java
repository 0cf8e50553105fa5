package tandem.session.engagement;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.EngagementKind;
import tandem.events.MatchingEvent.EngagementAmended;
import tandem.events.MatchingEvent.EngagementStarted;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.ProviderType;
import tandem.events.SessionEvent.CheckpointReached;
import tandem.events.SessionEvent.EngagementWentQuiet;
import tandem.events.Track;
import tandem.session.rule.Checkpoints;
import tandem.session.rule.Closing;
import tandem.session.rule.SessionRecognition.Pair;
import tandem.session.rule.Term;

/**
 * An engagement while it runs and after. It exists here only once both sides have signed, which is what keeps session 1 from
 * happening before (R86).
 */
@Entity
@Table(name = "engagements")
public class Engagement {

    @Id
    private UUID id;

    @TenantId
    @Column(name = "tenant")
    private String tenant;

    @Version
    @Column(name = "version")
    private int version;

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

    @Column(name = "ended_on")
    private @Nullable LocalDate endedOn;

    @Enumerated(EnumType.STRING)
    @Column(name = "end_reason")
    private @Nullable EndReason endReason;

    @Column(name = "silent_since")
    private Instant silentSince;

    @Column(name = "keeper_looks_at")
    private @Nullable Instant keeperLooksAt;

    @Column(name = "reviews_reached")
    private int reviewsReached;

    @Column(name = "review_due_on")
    private @Nullable LocalDate reviewDueOn;

    @Column(name = "snapshots_reached")
    private int snapshotsReached;

    @Column(name = "snapshot_due_on")
    private @Nullable LocalDate snapshotDueOn;

    @Column(name = "last_signed_at")
    private Instant lastSignedAt;

    protected Engagement() {}

    Engagement(EngagementStarted started) {
        id = started.engagement().value();
        programme = started.programme().value();
        leader = started.leader().value();
        provider = started.provider().value();
        providerType = started.providerType();
        track = started.track();
        kind = started.kind();
        var group = started.coachingGroup();
        coachingGroup = group == null ? null : group.value();
        cadenceDays = started.cadenceDays();
        sessionMinutes = started.sessionMinutes();
        startsOn = started.startsOn();
        plannedEndOn = started.plannedEndOn();
        silentSince = startsOn.atStartOfDay(ZoneOffset.UTC).toInstant();
        keeperLooksAt = silentSince;
        reviewDueOn = nextReview().map(Checkpoints.Checkpoint::dueOn).orElse(null);
        snapshotDueOn = nextSnapshot().map(Checkpoints.Checkpoint::dueOn).orElse(null);
        lastSignedAt = started.lastSignedAt();
    }

    public EngagementId id() {
        return new EngagementId(id);
    }

    public ProgrammeId programme() {
        return new ProgrammeId(programme);
    }

    public PersonId leader() {
        return new PersonId(leader);
    }

    public PersonId provider() {
        return new PersonId(provider);
    }

    public ProviderType providerType() {
        return providerType;
    }

    public Track track() {
        return track;
    }

    public EngagementKind kind() {
        return kind;
    }

    public LocalDate startsOn() {
        return startsOn;
    }

    public LocalDate plannedEndOn() {
        return plannedEndOn;
    }

    /** Null while it runs. */
    public @Nullable LocalDate endedOn() {
        return endedOn;
    }

    /** Whether it runs or reached its end; whoever broke off is not asked to look back. */
    public boolean isSeenThrough() {
        return endedOn == null || endReason == EndReason.COMPLETED;
    }

    public Term term() {
        return Term.of(startsOn, plannedEndOn);
    }

    public boolean isRunning() {
        return endedOn == null;
    }

    /** Whether both sides can review it now (R122). */
    public boolean isClosing(LocalDate today) {
        return Closing.isOpen(plannedEndOn, endedOn, today);
    }

    /** Which side the person is; empty for everyone else. */
    public Optional<Party> sideOf(PersonId person) {
        if (leader.equals(person.value())) {
            return Optional.of(Party.LEADER);
        }
        return provider.equals(person.value()) ? Optional.of(Party.PROVIDER) : Optional.empty();
    }

    /** The engagement as the recognition of sessions sees it. */
    public Pair pair() {
        return new Pair(id(), leader(), provider(), term(), isRunning());
    }

    /** The clock runs by the new terms; a step of the keeper is not taken again, and no review that was reached comes back. */
    void amend(EngagementAmended amended) {
        kind = amended.kind();
        cadenceDays = amended.cadenceDays();
        sessionMinutes = amended.sessionMinutes();
        plannedEndOn = amended.plannedEndOn();
        keeperLooksAt = silentSince;
        reviewDueOn = nextReview().map(Checkpoints.Checkpoint::dueOn).orElse(null);
        snapshotDueOn = nextSnapshot().map(Checkpoints.Checkpoint::dueOn).orElse(null);
    }

    /** It is over. A snapshot that falls on the last day is told still, whichever comes first. */
    List<CheckpointReached> end(LocalDate on, EndReason why) {
        List<CheckpointReached> reached = new ArrayList<>();
        while (snapshotDueOn != null && !snapshotDueOn.isAfter(on)) {
            reached.add(reachSnapshot());
        }
        endedOn = on;
        endReason = why;
        keeperLooksAt = null;
        reviewDueOn = null;
        snapshotDueOn = null;
        return reached;
    }

    /** A session was held: silence begins anew, and the keeper looks at what it had begun. */
    void heard(Instant endedAt) {
        if (endedAt.isAfter(silentSince)) {
            silentSince = endedAt;
            keeperLooksAt = isRunning() ? endedAt : null;
        }
    }

    /** Since the end of the last session held, or since the start. */
    public Instant silentSince() {
        return silentSince;
    }

    public int cadenceDays() {
        return cadenceDays;
    }

    /** The keeper looks at it from then on; null when there is nothing to do before something changes. */
    public void look(@Nullable Instant at) {
        keeperLooksAt = isRunning() ? at : null;
    }

    /** Tells the silence as it is now. */
    public EngagementWentQuiet wentQuiet(Instant now) {
        return new EngagementWentQuiet(
                id(), silentSince, (int) Duration.between(silentSince, now).toDays());
    }

    /** Tells the review that is due and looks ahead to the next. */
    CheckpointReached reachReview() {
        var due = Objects.requireNonNull(reviewDueOn, "no review is due");
        reviewsReached++;
        reviewDueOn = nextReview().map(Checkpoints.Checkpoint::dueOn).orElse(null);
        return new CheckpointReached(id(), "review-" + reviewsReached, due, null);
    }

    /** Tells the snapshot that is due and looks ahead to the next. */
    CheckpointReached reachSnapshot() {
        var snapshot = nextSnapshot().orElseThrow();
        snapshotsReached++;
        snapshotDueOn = nextSnapshot().map(Checkpoints.Checkpoint::dueOn).orElse(null);
        return new CheckpointReached(id(), snapshot.code(), snapshot.dueOn(), null);
    }

    void replace(PersonId person, UUID standIn) {
        leader = leader.equals(person.value()) ? standIn : leader;
        provider = provider.equals(person.value()) ? standIn : provider;
    }

    private Optional<Checkpoints.Checkpoint> nextReview() {
        return Checkpoints.of(track, startsOn, plannedEndOn).stream()
                .skip(reviewsReached)
                .findFirst();
    }

    private Optional<Checkpoints.Checkpoint> nextSnapshot() {
        return Checkpoints.snapshots(track, startsOn, plannedEndOn).stream()
                .skip(snapshotsReached)
                .findFirst();
    }
}
