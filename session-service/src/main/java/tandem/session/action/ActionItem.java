package tandem.session.action;

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
import tandem.events.Party;
import tandem.events.SessionEvent.ActionItemAgreed;
import tandem.events.SessionEvent.ActionItemCompleted;
import tandem.events.SessionEvent.ActionItemDropped;
import tandem.events.SessionId;
import tandem.runtime.problem.Refused;
import tandem.session.rule.Steps;
import tandem.session.session.Session;

/** A next step the two sides agreed on in a session: what kind, due when, whose; agreed, then done or dropped. */
@Entity
@Table(name = "action_items")
public class ActionItem {

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

    @Column(name = "session")
    private UUID session;

    @Column(name = "action")
    private String action;

    @Enumerated(EnumType.STRING)
    @Column(name = "owner")
    private Party owner;

    @Column(name = "due_on")
    private LocalDate dueOn;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private State state;

    @Column(name = "closed_on")
    private @Nullable LocalDate closedOn;

    /** Where a step stands. */
    public enum State {
        AGREED,
        COMPLETED,
        DROPPED
    }

    protected ActionItem() {}

    ActionItem(UUID id, Session session, LocalDate agreedOn, String action, Party owner, LocalDate dueOn) {
        require(Steps.objectionToDue(agreedOn, dueOn));
        this.id = id;
        this.engagement = session.engagement().value();
        this.session = session.id().value();
        this.action = action;
        this.owner = owner;
        this.dueOn = dueOn;
        this.state = State.AGREED;
    }

    UUID id() {
        return id;
    }

    EngagementId engagement() {
        return new EngagementId(engagement);
    }

    SessionId session() {
        return new SessionId(session);
    }

    /** What is kept of a change: everything that can change. */
    Standing standing() {
        return new Standing(owner, dueOn, state);
    }

    /** Everything about a step that can change. */
    record Standing(Party owner, LocalDate dueOn, State state) {}

    ActionItemAgreed agreed() {
        return new ActionItemAgreed(engagement(), session(), id.toString(), action, dueOn, owner);
    }

    /** Another day, another owner; the same again changes nothing. */
    Optional<ActionItemAgreed> correct(LocalDate agreedOn, Party owner, LocalDate dueOn) {
        requireOpen();
        if (owner == this.owner && dueOn.equals(this.dueOn)) {
            return Optional.empty();
        }
        require(Steps.objectionToDue(agreedOn, dueOn));
        this.owner = owner;
        this.dueOn = dueOn;
        return Optional.of(agreed());
    }

    ActionItemCompleted complete(LocalDate agreedOn, LocalDate on, LocalDate today) {
        requireOpen();
        require(Steps.objectionToDone(agreedOn, on, today));
        state = State.COMPLETED;
        closedOn = on;
        return new ActionItemCompleted(engagement(), id.toString(), on);
    }

    ActionItemDropped drop(LocalDate today) {
        requireOpen();
        state = State.DROPPED;
        closedOn = today;
        return new ActionItemDropped(engagement(), id.toString(), today);
    }

    private void requireOpen() {
        if (state != State.AGREED) {
            throw new Refused(ActionItemProblems.CLOSED, "It is " + state);
        }
    }

    private static void require(Optional<String> objection) {
        objection.ifPresent(reason -> {
            throw new Refused(ActionItemProblems.DAY, reason);
        });
    }
}
