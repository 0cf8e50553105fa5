package tandem.session.session;

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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.EvidenceTier;
import tandem.events.Party;
import tandem.events.SessionEvent;
import tandem.events.SessionEvent.AttendanceEvidenced;
import tandem.events.SessionEvent.SessionCancelled;
import tandem.events.SessionEvent.SessionHeld;
import tandem.events.SessionEvent.SessionMissed;
import tandem.events.SessionEvent.SessionMoved;
import tandem.events.SessionEvent.SessionScheduled;
import tandem.events.SessionEvent.SessionScheduled.Origin;
import tandem.events.SessionId;
import tandem.runtime.problem.Refused;
import tandem.session.engagement.Terms;
import tandem.session.rule.Answer.Response;
import tandem.session.rule.Attendance;
import tandem.session.rule.Correspondence;
import tandem.session.rule.Notice;
import tandem.session.rule.Reconciliation.Existing;
import tandem.session.rule.Reconciliation.Standing;
import tandem.session.rule.Settlement;
import tandem.session.rule.Settlement.Waiting;
import tandem.session.rule.Slot;

/**
 * One meeting of an engagement, wherever it was known from, through all its moves. What was only suggested is told to nobody, so
 * none of its changes is an event until it is confirmed.
 */
@Entity
@Table(name = "sessions")
public class Session {

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

    @Enumerated(EnumType.STRING)
    @Column(name = "origin")
    private Origin origin;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private SessionState state;

    @Enumerated(EnumType.STRING)
    @Column(name = "cancelled_by")
    private @Nullable Canceller cancelledBy;

    @Column(name = "starts_at")
    private Instant startsAt;

    @Column(name = "ends_at")
    private Instant endsAt;

    @Column(name = "meeting")
    private @Nullable String meeting;

    @Column(name = "original_start")
    private @Nullable Instant originalStart;

    @Column(name = "leader_accepted")
    private boolean leaderAccepted;

    @Column(name = "provider_accepted")
    private boolean providerAccepted;

    @Column(name = "leader_logged")
    private @Nullable Boolean leaderLogged;

    @Column(name = "leader_on_other")
    private @Nullable Boolean leaderOnOther;

    @Column(name = "provider_logged")
    private @Nullable Boolean providerLogged;

    @Column(name = "provider_on_other")
    private @Nullable Boolean providerOnOther;

    @Column(name = "leader_seen")
    private @Nullable Boolean leaderSeen;

    @Column(name = "provider_seen")
    private @Nullable Boolean providerSeen;

    @Column(name = "told")
    private boolean told;

    @Enumerated(EnumType.STRING)
    @Column(name = "evidence")
    private @Nullable EvidenceTier evidence;

    @Column(name = "settle_at")
    private @Nullable Instant settleAt;

    /** Who cancelled a session. */
    public enum Canceller {
        /** The calendar it follows; it may put it back. */
        CALENDAR,
        /** One of the sides, here. */
        HAND,
        /** The engagement ended. */
        ENGAGEMENT
    }

    protected Session() {}

    private Session(SessionId id, EngagementId engagement, Origin origin, SessionState state, Slot slot) {
        this.id = id.value();
        this.engagement = engagement.value();
        this.origin = origin;
        this.state = state;
        this.startsAt = slot.startsAt();
        this.endsAt = slot.endsAt();
    }

    /** A session somebody entered by hand. */
    static Session byHand(SessionId id, EngagementId engagement, Slot slot) {
        return new Session(id, engagement, Origin.MANUAL, SessionState.SCHEDULED, slot);
    }

    /** A session that was booked here, which both sides are invited to. */
    static Session booked(SessionId id, EngagementId engagement, Slot slot) {
        return new Session(id, engagement, Origin.INVITATION, SessionState.SCHEDULED, slot);
    }

    /** A session that follows an occurrence of a calendar meeting. */
    static Session following(SessionId id, EngagementId engagement, Origin origin, String meeting, Slot slot) {
        var session = new Session(id, engagement, origin, SessionState.SUGGESTED, slot);
        session.meeting = meeting;
        session.originalStart = slot.original();
        return session;
    }

    public SessionId id() {
        return new SessionId(id);
    }

    public EngagementId engagement() {
        return new EngagementId(engagement);
    }

    public SessionState state() {
        return state;
    }

    /** The day it begins on, in UTC. */
    public LocalDate day() {
        return LocalDate.ofInstant(startsAt, ZoneOffset.UTC);
    }

    Instant startsAt() {
        return startsAt;
    }

    Instant endsAt() {
        return endsAt;
    }

    @Nullable
    String meeting() {
        return meeting;
    }

    boolean isOccurrence(Instant original) {
        return original.equals(originalStart);
    }

    /** Whether anybody but us knows of it: a suggestion is not told. */
    boolean isTold() {
        return told;
    }

    boolean isOpen() {
        return state == SessionState.SUGGESTED || state == SessionState.SCHEDULED;
    }

    /** The session as the reconciliation with its calendar meeting sees it. */
    Existing<Session> existing() {
        var slot = new Slot(Objects.requireNonNull(originalStart, "kept by hand"), startsAt, endsAt);
        return new Existing<>(
                this,
                slot,
                switch (state) {
                    case SUGGESTED, SCHEDULED -> Standing.STANDS;
                    case CANCELLED -> cancelledBy == Canceller.CALENDAR ? Standing.CALLED_OFF : Standing.CLOSED;
                    case HELD, MISSED -> Standing.CLOSED;
                });
    }

    /** Tells the session for the first time. */
    List<SessionEvent> schedule(Duration grace) {
        if (told || !isOpen()) {
            throw closed();
        }
        state = SessionState.SCHEDULED;
        told = true;
        settleAt = endsAt.plus(grace);
        List<SessionEvent> events = new ArrayList<>();
        events.add(new SessionScheduled(engagement(), id(), startsAt, endsAt, origin));
        if (leaderAccepted) {
            events.add(evidenced(Party.LEADER, true, EvidenceTier.ACCEPTED));
        }
        if (providerAccepted) {
            events.add(evidenced(Party.PROVIDER, true, EvidenceTier.ACCEPTED));
        }
        return events;
    }

    /** Gives the session another occurrence. One the calendar had called off stands again, under the same id. */
    Optional<SessionEvent> move(Slot slot, Duration grace) {
        var stoodStill = startsAt.equals(slot.startsAt()) && endsAt.equals(slot.endsAt());
        startsAt = slot.startsAt();
        endsAt = slot.endsAt();
        originalStart = meeting == null ? null : slot.original();
        if (state == SessionState.SUGGESTED) {
            return Optional.empty();
        }
        settleAt = endsAt.plus(grace);
        if (state == SessionState.CANCELLED) {
            state = SessionState.SCHEDULED;
            cancelledBy = null;
            return Optional.of(new SessionScheduled(engagement(), id(), startsAt, endsAt, origin));
        }
        return stoodStill ? Optional.empty() : Optional.of(new SessionMoved(engagement(), id(), startsAt, endsAt));
    }

    /** Whether another time can be agreed on: it stands, or a calendar took it out and may put it back. */
    boolean isMovable() {
        return state == SessionState.SCHEDULED || isCalledOff();
    }

    private boolean isCalledOff() {
        return state == SessionState.CANCELLED && cancelledBy == Canceller.CALENDAR;
    }

    /** Brings a booked session in line with what its two sides and their calendars agreed on. */
    List<SessionEvent> follow(Correspondence agreed, Duration grace, Instant now, int noticeHours) {
        List<SessionEvent> events = new ArrayList<>();
        if (agreed.takesPlace()) {
            if (isMovable()) {
                move(new Slot(agreed.startsAt(), agreed.startsAt(), agreed.endsAt()), grace)
                        .ifPresent(events::add);
            }
            for (var party : Party.values()) {
                if (agreed.response(party).equals(Optional.of(Response.ACCEPTED))) {
                    accept(party).ifPresent(events::add);
                }
            }
        } else if (!agreed.calledOff() && state == SessionState.SCHEDULED) {
            events.add(cancel(now, Canceller.CALENDAR, noticeHours));
        }
        return events;
    }

    /** Cancels a session that was told; {@code noticeHours} null when nobody is to blame for the time. */
    SessionCancelled cancel(Instant at, Canceller by, @Nullable Integer noticeHours) {
        if (state != SessionState.SCHEDULED) {
            throw closed();
        }
        state = SessionState.CANCELLED;
        cancelledBy = by;
        settleAt = null;
        var late = noticeHours != null && Notice.isLate(startsAt, at, noticeHours);
        return new SessionCancelled(engagement(), id(), startsAt, at, late);
    }

    /** Refuses what can only be said of a meeting that took place: not of one to come, missed or called off. */
    public void requireBegun(Instant now) {
        switch (state) {
            case SUGGESTED, MISSED, CANCELLED -> throw closed();
            case SCHEDULED, HELD -> {
                if (now.isBefore(startsAt)) {
                    throw new Refused(SessionProblems.NOT_BEGUN, "It begins at " + startsAt);
                }
            }
        }
    }

    /** A side says that a suggestion is none. */
    void dismiss() {
        if (state != SessionState.SUGGESTED) {
            throw closed();
        }
        state = SessionState.CANCELLED;
        cancelledBy = Canceller.HAND;
    }

    /** From now on the session is kept by hand; its calendar is no longer read. */
    void unbind() {
        meeting = null;
        originalStart = null;
    }

    /** A side accepted the invitation. */
    Optional<SessionEvent> accept(Party party) {
        var known = party == Party.LEADER ? leaderAccepted : providerAccepted;
        if (known || !isOpen()) {
            return Optional.empty();
        }
        if (party == Party.LEADER) {
            leaderAccepted = true;
        } else {
            providerAccepted = true;
        }
        return state == SessionState.SUGGESTED
                ? Optional.empty()
                : Optional.of(evidenced(party, true, EvidenceTier.ACCEPTED));
    }

    /** A side says whether it was there, and perhaps whether the other was. The same again changes nothing. */
    List<SessionEvent> log(Party party, boolean self, @Nullable Boolean other, Instant now) {
        if (state == SessionState.CANCELLED || state == SessionState.SUGGESTED) {
            throw closed();
        }
        if (now.isBefore(startsAt)) {
            throw new Refused(SessionProblems.NOT_BEGUN, "It begins at " + startsAt);
        }
        var known = attendance().logged().get(party);
        var said = new Attendance.Log(self, other);
        if (said.equals(known)) {
            return List.of();
        }
        if (known != null && state != SessionState.SCHEDULED) {
            throw new Refused(SessionProblems.ATTENDANCE_SETTLED, "What was logged can be corrected until then");
        }
        if (party == Party.LEADER) {
            leaderLogged = self;
            leaderOnOther = other;
        } else {
            providerLogged = self;
            providerOnOther = other;
        }
        var tier = attendance().logged().size() == 1 ? EvidenceTier.ONE_SIDE : EvidenceTier.BOTH_SIDES;
        List<SessionEvent> events = new ArrayList<>();
        events.add(evidenced(party, self, tier));
        if (other != null) {
            events.add(evidenced(party == Party.LEADER ? Party.PROVIDER : Party.LEADER, other, tier));
        }
        return events;
    }

    /** The meeting platform saw, or missed, one side. */
    Optional<SessionEvent> seen(Party party, boolean attended) {
        var known = party == Party.LEADER ? leaderSeen : providerSeen;
        if (state == SessionState.CANCELLED || (known != null && known == attended)) {
            return Optional.empty();
        }
        if (party == Party.LEADER) {
            leaderSeen = attended;
        } else {
            providerSeen = attended;
        }
        return state == SessionState.SUGGESTED
                ? Optional.empty()
                : Optional.of(evidenced(party, attended, EvidenceTier.PLATFORM));
    }

    /** Tells whether the session was held, when that can be said or said better than before. */
    Optional<SessionEvent> settle(Terms terms, Duration grace, Instant now) {
        if (state == SessionState.SUGGESTED || state == SessionState.CANCELLED) {
            return Optional.empty();
        }
        var waiting = new Waiting(endsAt, grace, now);
        if (settleAt != null && !now.isBefore(settleAt)) {
            settleAt = null;
        }
        var told = evidence == null ? EvidenceTier.INVITED : evidence;
        return Settlement.of(standing(), told, attendance(), terms.minimumEvidence(), waiting)
                .map(this::settled);
    }

    private SessionEvent settled(Attendance.Verdict verdict) {
        evidence = verdict.evidence();
        settleAt = null;
        if (verdict.held()) {
            state = SessionState.HELD;
            return new SessionHeld(engagement(), id(), startsAt, endsAt, verdict.evidence());
        }
        state = SessionState.MISSED;
        return new SessionMissed(engagement(), id(), startsAt, endsAt, verdict.evidence());
    }

    private Settlement.State standing() {
        return switch (state) {
            case HELD -> Settlement.State.HELD;
            case MISSED -> Settlement.State.MISSED;
            case SUGGESTED, SCHEDULED, CANCELLED -> Settlement.State.OPEN;
        };
    }

    private Attendance attendance() {
        Map<Party, Boolean> accepted = new EnumMap<>(Party.class);
        if (leaderAccepted) {
            accepted.put(Party.LEADER, true);
        }
        if (providerAccepted) {
            accepted.put(Party.PROVIDER, true);
        }
        Map<Party, Attendance.Log> logged = new EnumMap<>(Party.class);
        if (leaderLogged != null) {
            logged.put(Party.LEADER, new Attendance.Log(leaderLogged, leaderOnOther));
        }
        if (providerLogged != null) {
            logged.put(Party.PROVIDER, new Attendance.Log(providerLogged, providerOnOther));
        }
        Map<Party, Boolean> platform = new EnumMap<>(Party.class);
        if (leaderSeen != null) {
            platform.put(Party.LEADER, leaderSeen);
        }
        if (providerSeen != null) {
            platform.put(Party.PROVIDER, providerSeen);
        }
        return new Attendance(accepted, logged, platform);
    }

    private AttendanceEvidenced evidenced(Party party, boolean attended, EvidenceTier tier) {
        return new AttendanceEvidenced(engagement(), id(), party, attended, tier);
    }

    private Refused closed() {
        return new Refused(SessionProblems.NOT_OPEN, "The session is " + state);
    }
}
