package tandem.intake.programme;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.Ids;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/** Somebody named for a programme: approved by a lead, invited when there is a seat, in when they say yes themselves. */
@Entity
@Table(name = "nomination")
@SuppressWarnings("UnusedVariable") // columns that only SQL reads
class Nomination {

    /** An invitation nobody answers gives its seat back after this long. */
    static final Duration ANSWER_WITHIN = Duration.ofDays(14);

    @Id
    private UUID id;

    @TenantId
    private String tenant;

    private UUID programme;
    private UUID person;

    @Enumerated(EnumType.STRING)
    private Source source;

    @Enumerated(EnumType.STRING)
    private State state;

    @Enumerated(EnumType.STRING)
    private @Nullable RejectReason rejectReason;

    private Instant nominatedAt;
    private String nominatedBy;
    private @Nullable Instant approvedAt;
    private @Nullable String approvedBy;
    private @Nullable Instant answerBy;
    private @Nullable Instant closedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Nomination() {}

    @SuppressWarnings("NullAway.Init") // tenant is Hibernate's to fill
    Nomination(ProgrammeId programme, PersonId person, Source source, String by, Instant at) {
        this.id = Ids.next();
        this.programme = programme.value();
        this.person = person.value();
        this.source = source;
        this.state = State.NOMINATED;
        this.nominatedAt = at;
        this.nominatedBy = by;
    }

    /** Approved: invited where there is a seat, otherwise waiting for one. Nobody approves themselves. */
    void approve(PersonId by, boolean seat, Instant at) {
        check(EnumSet.of(State.NOMINATED));
        if (by.value().equals(person)) {
            throw new Refused(CommonProblems.FORBIDDEN, "Nobody approves themselves");
        }
        approvedAt = at;
        approvedBy = by.toString();
        if (seat) {
            offer(at);
        } else {
            state = State.WAITING;
        }
    }

    void reject(RejectReason reason, PersonId by, Instant at) {
        check(EnumSet.of(State.NOMINATED, State.WAITING));
        rejectReason = reason;
        approvedBy = by.toString();
        close(State.REJECTED, at);
    }

    /** A seat became free. */
    void invite(Instant at) {
        check(EnumSet.of(State.WAITING));
        offer(at);
    }

    void accept(PersonId by, Instant at) {
        checkOwn(by);
        check(EnumSet.of(State.INVITED));
        close(State.ACCEPTED, at);
    }

    /** The person wants no seat, whether offered or not. */
    void decline(PersonId by, Instant at) {
        checkOwn(by);
        check(EnumSet.of(State.NOMINATED, State.WAITING, State.INVITED));
        close(State.DECLINED, at);
    }

    /** Nobody answered in time. */
    void lapse(Instant at) {
        check(EnumSet.of(State.INVITED));
        close(State.LAPSED, at);
    }

    boolean isInvited() {
        return state == State.INVITED;
    }

    UUID id() {
        return id;
    }

    ProgrammeId programme() {
        return new ProgrammeId(programme);
    }

    PersonId person() {
        return new PersonId(person);
    }

    private void offer(Instant at) {
        state = State.INVITED;
        answerBy = at.plus(ANSWER_WITHIN);
    }

    private void close(State end, Instant at) {
        state = end;
        closedAt = at;
    }

    /** Somebody else's nomination does not exist for the caller. */
    private void checkOwn(PersonId by) {
        if (!by.value().equals(person)) {
            throw new Refused(CommonProblems.NOT_FOUND, "There is no nomination " + id);
        }
    }

    private void check(Set<State> from) {
        if (!from.contains(state)) {
            throw new Refused(ProgrammeProblems.NOMINATION_STATE, "The nomination is " + state);
        }
    }

    /** Who named the person. */
    public enum Source {
        SELF,
        HR,
        LEAD
    }

    /** Where a nomination stands. */
    public enum State {
        /** Waits for a programme lead. */
        NOMINATED,
        /** Approved, waits for a seat. */
        WAITING,
        /** Has a seat, waits for the person. */
        INVITED,
        ACCEPTED,
        DECLINED,
        REJECTED,
        /** The person did not answer in time. */
        LAPSED
    }

    /** Why a lead said no. */
    public enum RejectReason {
        OUT_OF_SCOPE,
        WRONG_TIME,
        OTHER_SUPPORT_FITS
    }
}
