package tandem.session.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.SessionId;
import tandem.runtime.Ids;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.engagement.Engagement;
import tandem.session.engagement.Engagements;
import tandem.session.engagement.ProgrammeTerms;
import tandem.session.rule.Correspondence;
import tandem.session.rule.Slot;
import tandem.session.session.MeetingService.Changes;
import tandem.session.session.Session.Canceller;

/** What the two sides do with their sessions. */
@ApplicationScoped
public class SessionService {

    private final Sessions sessions;
    private final Engagements engagements;
    private final ProgrammeTerms terms;
    private final SettlementService settlement;
    private final Outbox outbox;
    private final Event<CalledOff> calledOff;
    private final Clock clock;

    SessionService(
            Sessions sessions,
            Engagements engagements,
            ProgrammeTerms terms,
            SettlementService settlement,
            Outbox outbox,
            Event<CalledOff> calledOff,
            @ProgrammeTime Clock clock) {
        this.sessions = sessions;
        this.engagements = engagements;
        this.terms = terms;
        this.settlement = settlement;
        this.outbox = outbox;
        this.calledOff = calledOff;
        this.clock = clock;
    }

    /** Sessions are off for good, for whoever has to tell people's calendars. */
    public record CalledOff(List<SessionId> sessions) {}

    /** Books a session to come, inside the term. */
    @Transactional
    public SessionId book(Engagement engagement, Instant startsAt, Instant endsAt) {
        requireFree(engagement, startsAt);
        var session = Session.booked(new SessionId(Ids.next()), engagement.id(), new Slot(startsAt, startsAt, endsAt));
        sessions.persistAndFlush(session);
        outbox.appendAll(session.schedule(settlement.grace()));
        return session.id();
    }

    /** Refuses another time for a booked session where there can be none. */
    @Transactional
    public void requireMovable(SessionId id, Instant startsAt) {
        var session = sessions.lock(id);
        if (!session.isMovable()) {
            throw new Refused(SessionProblems.NOT_OPEN, "The session is " + session.state());
        }
        if (!session.startsAt().equals(startsAt)) {
            requireFree(engagements.get(session.engagement()), startsAt);
        }
    }

    /** Brings a booked session in line with what was agreed; answers how it changed. */
    @Transactional
    public Changes follow(SessionId id, Correspondence agreed) {
        var session = sessions.lock(id);
        var events = session.follow(agreed, settlement.grace(), clock.instant(), notice(session));
        sessions.flush();
        outbox.appendAll(events);
        return Changes.of(events);
    }

    private void requireFree(Engagement engagement, Instant startsAt) {
        if (!engagement.isRunning()) {
            throw new Refused(SessionProblems.ENGAGEMENT_ENDED, "No session can be added to it");
        }
        if (!engagement.term().holds(startsAt)) {
            throw new Refused(SessionProblems.OUTSIDE_TERM, "The session is not between its first and its last day");
        }
        if (!startsAt.isAfter(clock.instant())) {
            throw new Refused(SessionProblems.PAST, "What took place already can be entered by hand");
        }
        if (sessions.existsAt(engagement.id(), startsAt)) {
            throw new Refused(SessionProblems.ALREADY_THERE, "The engagement has a session that begins then");
        }
    }

    /** Enters a session by hand, to come or past, inside the term. */
    @Transactional
    public SessionId enter(PersonId by, EngagementId id, Instant startsAt, Instant endsAt) {
        var engagement = engagements.get(id, by);
        if (!engagement.isRunning()) {
            throw new Refused(SessionProblems.ENGAGEMENT_ENDED, "No session can be added to it");
        }
        if (!engagement.term().holds(startsAt)) {
            throw new Refused(SessionProblems.OUTSIDE_TERM, "The session is not between its first and its last day");
        }
        if (sessions.existsAt(id, startsAt)) {
            throw new Refused(SessionProblems.ALREADY_THERE, "The engagement has a session that begins then");
        }
        var start = startsAt.truncatedTo(ChronoUnit.MICROS);
        var slot = new Slot(start, start, endsAt.truncatedTo(ChronoUnit.MICROS));
        var session = Session.byHand(new SessionId(Ids.next()), id, slot);
        // flushed, because the answer is read by SQL in the same transaction
        sessions.persistAndFlush(session);
        outbox.appendAll(session.schedule(settlement.grace()));
        return session.id();
    }

    /** One side confirms a suggestion, and with it the series it is of. */
    @Transactional
    public void confirm(PersonId by, SessionId id) {
        var session = sessions.lock(id);
        side(session, by);
        switch (session.state()) {
            case SUGGESTED ->
                outbox.appendAll(sessions.suggestedWith(session).stream()
                        .flatMap(suggested -> suggested.schedule(settlement.grace()).stream())
                        .toList());
            case CANCELLED -> throw new Refused(SessionProblems.NOT_OPEN, "The session is cancelled");
            case SCHEDULED, HELD, MISSED -> {}
        }
    }

    /** One side says whether it was there; {@code other} is what it says of the other side. A suggestion is confirmed by it. */
    @Transactional
    public void log(PersonId by, SessionId id, boolean attended, @Nullable Boolean other) {
        confirm(by, id);
        var session = sessions.lock(id);
        outbox.appendAll(session.log(side(session, by), attended, other, clock.instant()));
        settlement.settle(session, clock.instant());
    }

    /** One side cancels, or says that a suggestion is none. */
    @Transactional
    public void cancel(PersonId by, SessionId id) {
        var session = sessions.lock(id);
        side(session, by);
        if (session.state() == SessionState.SUGGESTED) {
            session.dismiss();
        } else {
            outbox.append(session.cancel(clock.instant(), Canceller.HAND, notice(session)));
            calledOff.fire(new CalledOff(List.of(id)));
        }
    }

    /** Cancels those of the sessions that are to come, and answers how many; what lies behind, or is off already, stays as it is. */
    @Transactional
    public int cancelToCome(List<SessionId> planned) {
        var now = clock.instant();
        List<SessionId> cancelled = new ArrayList<>();
        for (var id : planned) {
            var session = sessions.lock(id);
            if (session.state() == SessionState.SCHEDULED && session.startsAt().isAfter(now)) {
                outbox.append(session.cancel(now, Canceller.HAND, notice(session)));
                cancelled.add(id);
            }
        }
        if (!cancelled.isEmpty()) {
            calledOff.fire(new CalledOff(cancelled));
        }
        return cancelled.size();
    }

    /** Hours before its start from which a cancellation is late in its programme. */
    private int notice(Session session) {
        return terms.of(engagements.get(session.engagement()).programme()).lateCancellationHours();
    }

    /** To all but its two sides the session does not exist. */
    private Party side(Session session, PersonId person) {
        return engagements
                .find(session.engagement())
                .flatMap(engagement -> engagement.sideOf(person))
                .orElseThrow(Sessions::unknown);
    }
}
