package tandem.session.sponsorship;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.events.ProviderType;
import tandem.events.SessionEvent.SponsorActionCommitted;
import tandem.events.SessionEvent.SponsorActionConfirmed;
import tandem.events.SessionEvent.SponsorActionReported;
import tandem.events.SessionEvent.SponsorActionTaken;
import tandem.events.SponsorActionId;
import tandem.events.SponsorActionKind;
import tandem.events.SponsorOutcome;
import tandem.events.Track;
import tandem.runtime.problem.Refused;
import tandem.session.engagement.Engagement;
import tandem.session.rule.SponsorClock;
import tandem.session.rule.SponsorClock.Reminder;

/** Something a mentor does for a mentee beyond talking: committed, taken, and confirmed by somebody else (R12, R84). */
@Entity
@Table(name = "sponsor_actions")
public class SponsorAction {

    @Id
    private UUID id;

    @TenantId
    @Column(name = "tenant")
    private String tenant;

    @Version
    @Column(name = "version")
    private int version;

    @Column(name = "engagement")
    private UUID engagement;

    @Column(name = "provider")
    private UUID provider;

    @Enumerated(EnumType.STRING)
    @Column(name = "kind")
    private SponsorActionKind kind;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private State state;

    @Column(name = "due_on")
    private LocalDate dueOn;

    @Column(name = "taken_on")
    private @Nullable LocalDate takenOn;

    @Column(name = "confirmed_on")
    private @Nullable LocalDate confirmedOn;

    @Enumerated(EnumType.STRING)
    @Column(name = "outcome")
    private @Nullable SponsorOutcome outcome;

    @Column(name = "reported_on")
    private @Nullable LocalDate reportedOn;

    @Column(name = "remind_on")
    private @Nullable LocalDate remindOn;

    /** How far an action is. */
    public enum State {
        COMMITTED,
        /** Done, as the mentor says. */
        TAKEN,
        /** Done, as a third party says. */
        CONFIRMED
    }

    protected SponsorAction() {}

    private SponsorAction(
            SponsorActionId id, Engagement engagement, SponsorActionKind kind, LocalDate dueOn, LocalDate today) {
        this.id = id.value();
        this.engagement = engagement.id().value();
        this.provider = engagement.provider().value();
        this.kind = kind;
        this.dueOn = dueOn;
        this.state = State.COMMITTED;
        this.remindOn = clock().remindedAfter(today).orElse(null);
    }

    /** Commits the mentor of record of a running engagement; external providers cannot sponsor (R17), peers and juniors do not (R21). */
    static SponsorAction commit(
            SponsorActionId id, Engagement engagement, SponsorActionKind kind, LocalDate dueOn, LocalDate today) {
        if (engagement.track() != Track.MENTORING) {
            throw new Refused(SponsorActionProblems.NOT_A_MENTOR, "The engagement is coaching");
        }
        if (engagement.kind().isArranged()) {
            throw new Refused(SponsorActionProblems.NOT_A_MENTOR, "Peers and reverse mentors sponsor nobody");
        }
        if (engagement.providerType() == ProviderType.EXTERNAL) {
            throw new Refused(SponsorActionProblems.EXTERNAL, "Only internal mentors own sponsor actions");
        }
        if (!engagement.isRunning()) {
            throw new Refused(SponsorActionProblems.ENDED, "Nothing new can be committed to");
        }
        return new SponsorAction(id, engagement, kind, dueOn, today);
    }

    public SponsorActionId id() {
        return new SponsorActionId(id);
    }

    PersonId provider() {
        return new PersonId(provider);
    }

    SponsorActionKind kind() {
        return kind;
    }

    SponsorClock clock() {
        return new SponsorClock(dueOn, takenOn, reportedOn);
    }

    SponsorActionCommitted committed() {
        return new SponsorActionCommitted(engagementId(), id(), kind, dueOn);
    }

    /** The mentor did it; until a third party confirms it, that is the mentor's word alone. */
    SponsorActionTaken take(PersonId by, LocalDate on, LocalDate today) {
        if (!provider.equals(by.value())) {
            throw SponsorActions.unknown();
        }
        if (state != State.COMMITTED) {
            throw new Refused(SponsorActionProblems.NOT_OPEN, "The action is " + state);
        }
        if (on.isAfter(today)) {
            throw new Refused(SponsorActionProblems.TAKEN_AHEAD, "Today is " + today);
        }
        state = State.TAKEN;
        takenOn = on;
        remindOn = clock().remindedAfter(today).orElse(null);
        return new SponsorActionTaken(engagementId(), id(), kind, on);
    }

    /** A third party says so. */
    SponsorActionConfirmed confirm(LocalDate on) {
        if (state != State.TAKEN) {
            throw new Refused(SponsorActionProblems.NOT_OPEN, "The action is " + state);
        }
        state = State.CONFIRMED;
        confirmedOn = on;
        return new SponsorActionConfirmed(engagementId(), id(), kind, on);
    }

    /** The mentor tells what came of it; told again, the later word holds. */
    SponsorActionReported report(PersonId by, SponsorOutcome came, LocalDate today) {
        if (!provider.equals(by.value())) {
            throw SponsorActions.unknown();
        }
        if (state == State.COMMITTED) {
            throw new Refused(SponsorActionProblems.NOT_OPEN, "The action is " + state);
        }
        outcome = came;
        reportedOn = today;
        remindOn = null;
        return new SponsorActionReported(engagementId(), id(), kind, came, today);
    }

    /** What the mentor is to be reminded of today, and when next. */
    Optional<Reminder> remind(LocalDate today) {
        var reminder = clock().reminder(today);
        remindOn = clock().remindedAfter(today).orElse(null);
        return reminder;
    }

    EngagementId engagementId() {
        return new EngagementId(engagement);
    }
}
