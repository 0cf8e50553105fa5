package tandem.session.escalation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.runtime.problem.Refused;
import tandem.session.engagement.Engagement;
import tandem.session.rule.Routing;
import tandem.session.rule.Routing.Office;
import tandem.session.rule.Routing.Raiser;
import tandem.session.rule.Routing.Reason;

/** Something that goes wrong in an engagement and waits for a human of the office it belongs to (R126). */
@Entity
@Table(name = "escalations")
public class Escalation {

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

    @Column(name = "programme")
    private UUID programme;

    @Enumerated(EnumType.STRING)
    @Column(name = "type")
    private Routing.Type type;

    @Enumerated(EnumType.STRING)
    @Column(name = "reason")
    private Reason reason;

    @Enumerated(EnumType.STRING)
    @Column(name = "raised_by")
    private Raiser raisedBy;

    @Column(name = "raised_at")
    private Instant raisedAt;

    @Column(name = "due_on")
    private LocalDate dueOn;

    @Column(name = "quiet_since")
    private @Nullable Instant quietSince;

    @Column(name = "assigned_to")
    private @Nullable UUID assignedTo;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private State state;

    @Column(name = "taken_by")
    private @Nullable UUID takenBy;

    @Enumerated(EnumType.STRING)
    @Column(name = "outcome")
    private @Nullable Outcome outcome;

    @Column(name = "resolved_at")
    private @Nullable Instant resolvedAt;

    /** How far it is. */
    public enum State {
        OPEN,
        /** A human of the office is at work on it. */
        TAKEN,
        RESOLVED
    }

    /** What came of it. */
    public enum Outcome {
        MEETING_AGREED,
        TERMS_CHANGED,
        REASSIGNED,
        ENGAGEMENT_ENDED,
        /** To another kind of help, or to an office outside the programme. */
        REFERRED,
        NOTHING_FOUND,
        /** The pair met before anybody did anything; only the keeper says so. */
        RESUMED
    }

    protected Escalation() {}

    private Escalation(UUID id, Engagement about, Reason reason, Raiser raisedBy, Instant now) {
        this.id = id;
        this.engagement = about.id().value();
        this.programme = about.programme().value();
        this.type = reason.type();
        this.reason = reason;
        this.raisedBy = raisedBy;
        this.raisedAt = now;
        this.dueOn = reason.type().dueOn(now);
        this.state = State.OPEN;
    }

    /** Somebody raises it; nobody raises what is the keeper's to notice. */
    static Escalation raise(UUID id, Engagement about, Routing.Type type, Reason reason, Raiser by, Instant now) {
        if (reason.type() != type || reason == Reason.GONE_QUIET) {
            throw new Refused(EscalationProblems.FAULTY, reason + " is no reason to escalate as " + type);
        }
        return new Escalation(id, about, reason, by, now);
    }

    /** The keeper raises a silence, for the named human if there is one. */
    static Escalation quiet(UUID id, Engagement about, Optional<PersonId> human, Instant now) {
        var escalation = new Escalation(id, about, Reason.GONE_QUIET, Raiser.KEEPER, now);
        escalation.quietSince = about.silentSince();
        escalation.assignedTo = human.map(PersonId::value).orElse(null);
        return escalation;
    }

    UUID id() {
        return id;
    }

    EngagementId engagement() {
        return new EngagementId(engagement);
    }

    Office office() {
        return type.office();
    }

    /** A human of the office takes it on; whoever takes it again takes it over. */
    void take(PersonId by) {
        if (state == State.RESOLVED) {
            throw new Refused(EscalationProblems.NOT_OPEN, "The escalation is " + state);
        }
        state = State.TAKEN;
        takenBy = by.value();
    }

    /** Whoever has taken it says what came of it. */
    void resolve(PersonId by, Outcome outcome, Instant now) {
        if (state != State.TAKEN || !by.value().equals(takenBy)) {
            throw new Refused(EscalationProblems.NOT_OPEN, "You have not taken it, or it is resolved");
        }
        if (outcome == Outcome.RESUMED) {
            throw new Refused(EscalationProblems.FAULTY, "That a pair meets again is found, not said");
        }
        close(outcome, now);
    }

    /** The pair met: nobody has to do anything any more. */
    void resume(Instant now) {
        if (state != State.RESOLVED) {
            close(Outcome.RESUMED, now);
        }
    }

    void replace(PersonId person, UUID standIn) {
        assignedTo = person.value().equals(assignedTo) ? standIn : assignedTo;
        takenBy = person.value().equals(takenBy) ? standIn : takenBy;
    }

    private void close(Outcome cameOfIt, Instant now) {
        state = State.RESOLVED;
        outcome = cameOfIt;
        resolvedAt = now;
    }
}
