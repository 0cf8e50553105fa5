package tandem.session.checkin;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import tandem.events.CheckInKind;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.SessionEvent.CheckInAnswered;
import tandem.events.SessionEvent.CheckInClosed;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.session.engagement.Engagement;

/** One time of asking about one engagement: open for some days, then closed for good, and only then is anything said of it. */
@Entity
@Table(name = "check_ins")
public class CheckIn {

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

    @Column(name = "engagement")
    private UUID engagement;

    @Column(name = "leader")
    private UUID leader;

    @Enumerated(EnumType.STRING)
    @Column(name = "kind")
    private CheckInKind kind;

    @Column(name = "number")
    private int number;

    @Column(name = "plan_version")
    private int planVersion;

    @Column(name = "opened_on")
    private LocalDate openedOn;

    @Column(name = "closes_on")
    private LocalDate closesOn;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private State state;

    @Column(name = "shared")
    private boolean shared;

    /** Whether it can be answered. */
    public enum State {
        OPEN,
        CLOSED
    }

    protected CheckIn() {}

    /** Opens a check-in; {@code closesOn} is the last day it can be answered. */
    CheckIn(CheckInId id, Engagement engagement, Definition definition, int number, int planVersion, LocalDate today) {
        this.id = id.value();
        this.programme = engagement.programme().value();
        this.engagement = engagement.id().value();
        this.leader = engagement.leader().value();
        this.kind = definition.kind();
        this.number = number;
        this.planVersion = planVersion;
        this.openedOn = today;
        this.closesOn = today.plusDays(definition.openDays());
        this.state = State.OPEN;
    }

    CheckInId id() {
        return new CheckInId(id);
    }

    ProgrammeId programme() {
        return new ProgrammeId(programme);
    }

    EngagementId engagement() {
        return new EngagementId(engagement);
    }

    /** The leader it is about, whose key what was answered is kept under. */
    PersonId leader() {
        return new PersonId(leader);
    }

    CheckInKind kind() {
        return kind;
    }

    int number() {
        return number;
    }

    int planVersion() {
        return planVersion;
    }

    LocalDate closesOn() {
        return closesOn;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isShared() {
        return shared;
    }

    /** Which check-in of the engagement it is, as topics and figures name it. */
    String code() {
        return kind + "_" + number;
    }

    /** Refuses answers that come too late. */
    void checkOpen() {
        if (!isOpen()) {
            throw new Refused(CheckInProblems.CLOSED, "It was open until " + closesOn);
        }
    }

    CheckInAnswered answered(CheckInAnswered.Respondent role, Map<String, Integer> answers) {
        return new CheckInAnswered(engagement(), code(), role, answers, kind);
    }

    /**
     * What is told of one role when it closes.
     *
     * @param answeredBefore of a follow-up: how many of those who answered had answered the baseline too
     */
    CheckInClosed closed(
            CheckInAnswered.Respondent role,
            int asked,
            int answered,
            LocalDate today,
            @Nullable Integer answeredBefore) {
        return new CheckInClosed(engagement(), code(), kind, role, asked, answered, today, answeredBefore);
    }

    void close() {
        state = State.CLOSED;
    }

    /** The leader is forgotten: nothing can be answered about them any more. */
    void forget(UUID standIn) {
        leader = standIn;
        state = State.CLOSED;
    }

    /** The leader lets the provider read the result, or no longer. */
    void share(PersonId by, boolean withProvider) {
        if (!leader.equals(by.value())) {
            throw unknown();
        }
        shared = withProvider;
    }

    static Refused unknown() {
        return new Refused(CommonProblems.NOT_FOUND, "There is no such check-in for you");
    }
}
