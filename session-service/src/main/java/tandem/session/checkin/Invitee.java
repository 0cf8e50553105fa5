package tandem.session.checkin;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;
import tandem.runtime.problem.Refused;

/** Somebody a check-in asks, and whether an answer came. What was answered is kept apart from who answered. */
@Entity
@Table(name = "check_in_invitees")
public class Invitee {

    @Id
    private UUID id;

    @TenantId
    @Column(name = "tenant")
    private String tenant;

    @Version
    @Column(name = "version")
    private int version;

    @Column(name = "check_in")
    private UUID checkIn;

    @Column(name = "person")
    private UUID person;

    @Enumerated(EnumType.STRING)
    @Column(name = "role")
    private Respondent role;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private State state;

    @Column(name = "link")
    private @Nullable UUID link;

    @Column(name = "prompts")
    private int prompts;

    @Column(name = "prompt_due_at")
    private @Nullable Instant promptDueAt;

    @Column(name = "prompt_at")
    private @Nullable Instant promptAt;

    /** What became of the question. */
    public enum State {
        ASKED,
        ANSWERED,
        /** Left before answering, or never answered. */
        MISSING
    }

    protected Invitee() {}

    private Invitee(UUID id, CheckInId checkIn, PersonId person, Respondent role, State state) {
        this.id = id;
        this.checkIn = checkIn.value();
        this.person = person.value();
        this.role = role;
        this.state = state;
    }

    /**
     * Asks somebody.
     *
     * @param link what somebody without an account answers with
     */
    static Invitee ask(UUID id, CheckInId checkIn, PersonId person, Respondent role, @Nullable UUID link, Instant now) {
        var invitee = new Invitee(id, checkIn, person, role, State.ASKED);
        invitee.link = link;
        invitee.promptDueAt = now;
        invitee.promptAt = now;
        return invitee;
    }

    /** Somebody who would be asked and is not there any more; nobody takes the place. */
    static Invitee missing(UUID id, CheckInId checkIn, PersonId person, Respondent role) {
        return new Invitee(id, checkIn, person, role, State.MISSING);
    }

    UUID id() {
        return id;
    }

    CheckInId checkIn() {
        return new CheckInId(checkIn);
    }

    PersonId person() {
        return new PersonId(person);
    }

    Respondent role() {
        return role;
    }

    @Nullable
    UUID link() {
        return link;
    }

    boolean isFirstPrompt() {
        return prompts == 0;
    }

    boolean hasAnswered() {
        return state == State.ANSWERED;
    }

    boolean isAwaited() {
        return state == State.ASKED;
    }

    /** Somebody else is asked instead, from the beginning. */
    void pass(PersonId other, UUID newLink, Instant now) {
        person = other.value();
        link = newLink;
        prompts = 0;
        promptDueAt = now;
        promptAt = now;
    }

    Instant promptDueAt() {
        if (promptDueAt == null) {
            throw new IllegalStateException("Nobody is to be prompted");
        }
        return promptDueAt;
    }

    /** Takes note of an answer, once. */
    void answer() {
        if (state != State.ASKED) {
            throw new Refused(CheckInProblems.ANSWERED, "An answer is final");
        }
        state = State.ANSWERED;
        stopPrompting();
    }

    /** Was prompted; the next prompt is due when the definition says, if there is to be one. */
    void prompted(Instant at, Definition definition) {
        prompts++;
        var next = prompts <= definition.reminders() ? at.plus(Duration.ofDays(definition.remindAfterDays())) : null;
        promptDueAt = next;
        promptAt = next;
    }

    /** The cap or the hour left no room; asked again then, for the same prompt. */
    void postpone(Instant until) {
        promptAt = until;
    }

    /** No answer will come. */
    void miss() {
        if (state == State.ASKED) {
            state = State.MISSING;
            stopPrompting();
        }
    }

    void replace(UUID standIn) {
        person = standIn;
    }

    private void stopPrompting() {
        promptDueAt = null;
        promptAt = null;
    }
}
