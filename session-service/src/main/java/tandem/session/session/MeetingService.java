package tandem.session.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.SessionEvent;
import tandem.events.SessionEvent.SessionCancelled;
import tandem.events.SessionEvent.SessionMoved;
import tandem.events.SessionEvent.SessionScheduled;
import tandem.events.SessionEvent.SessionScheduled.Origin;
import tandem.events.SessionId;
import tandem.runtime.Ids;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.engagement.Engagements;
import tandem.session.engagement.ProgrammeTerms;
import tandem.session.rule.Answer.Response;
import tandem.session.rule.Reconciliation;
import tandem.session.rule.Series;
import tandem.session.session.Session.Canceller;
import tandem.session.session.SessionService.CalledOff;

/** Makes the sessions of an engagement follow a calendar meeting, and lets go of it. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class MeetingService {

    private final Sessions sessions;
    private final Engagements engagements;
    private final ProgrammeTerms terms;
    private final SettlementService settlement;
    private final Outbox outbox;
    private final Event<CalledOff> calledOff;
    private final Clock clock;

    MeetingService(
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

    /** How many sessions a calendar message touched. */
    public record Changes(int scheduled, int suggested, int moved, int cancelled) {
        public static final Changes NONE = new Changes(0, 0, 0, 0);

        /** These and those. */
        public Changes and(Changes others) {
            return new Changes(
                    scheduled + others.scheduled,
                    suggested + others.suggested,
                    moved + others.moved,
                    cancelled + others.cancelled);
        }

        static Changes of(List<SessionEvent> events) {
            return new Changes(
                    count(events, SessionScheduled.class),
                    0,
                    count(events, SessionMoved.class),
                    count(events, SessionCancelled.class));
        }

        private static int count(List<SessionEvent> events, Class<? extends SessionEvent> type) {
            return (int) events.stream().filter(type::isInstance).count();
        }
    }

    /**
     * Brings the sessions of a meeting in line with what its calendar says.
     *
     * @param named whether the meeting names the engagement: then nobody has to confirm it
     */
    public Changes follow(EngagementId id, String meeting, Series series, Origin origin, boolean named) {
        return follow(id, meeting, sessions.following(List.of(meeting)), series, origin, named);
    }

    /** As {@link #follow}, of a meeting that was not followed before and has no sessions. */
    public Changes begin(EngagementId id, String meeting, Series series, Origin origin, boolean named) {
        return follow(id, meeting, List.of(), series, origin, named);
    }

    private Changes follow(
            EngagementId id, String meeting, List<Session> following, Series series, Origin origin, boolean named) {
        var engagement = engagements.get(id);
        var now = clock.instant();
        var changes =
                Reconciliation.of(following.stream().map(Session::existing).toList(), series, engagement.term(), now);
        List<SessionEvent> events = new ArrayList<>();
        var standing = new ArrayList<>(following);
        var notice = changes.cancel().isEmpty()
                ? 0
                : terms.of(engagement.programme()).lateCancellationHours();
        for (var session : changes.cancel()) {
            if (session.isTold()) {
                events.add(session.cancel(now, Canceller.CALENDAR, notice));
            } else {
                sessions.delete(session);
                standing.remove(session);
            }
        }
        changes.move()
                .forEach((session, slot) ->
                        session.move(slot, settlement.grace()).ifPresent(events::add));
        var certain = named || following.stream().anyMatch(Session::isTold);
        for (var slot : changes.schedule()) {
            var session = Session.following(new SessionId(Ids.next()), id, origin, meeting, slot);
            sessions.persist(session);
            standing.add(session);
            if (certain) {
                events.addAll(session.schedule(settlement.grace()));
            }
        }
        events.addAll(accept(standing, series));
        outbox.appendAll(events);
        var made = changes.schedule().size();
        return new Changes(
                certain ? made : 0,
                certain ? 0 : made,
                changes.move().size(),
                changes.cancel().size());
    }

    /** Notes at each session of the meeting, in the order of its occurrences, which sides accepted it. */
    private static List<SessionEvent> accept(List<Session> standing, Series series) {
        List<SessionEvent> events = new ArrayList<>();
        standing.sort(Comparator.comparing(session -> session.existing().slot().original()));
        for (var session : standing) {
            var slot = session.existing().slot();
            for (var party : Party.values()) {
                if (series.response(party, slot).equals(Optional.of(Response.ACCEPTED))) {
                    session.accept(party).ifPresent(events::add);
                }
            }
        }
        return events;
    }

    /** The platform saw, or missed, a side; answers whether there is such a session. */
    public boolean seen(String meeting, Optional<Instant> occurrence, Party party, boolean attended) {
        var found = sessions.following(List.of(meeting)).stream()
                .filter(session -> occurrence.isEmpty() || session.isOccurrence(occurrence.get()))
                .toList();
        if (found.size() != 1) {
            return false;
        }
        seen(found.getFirst(), party, attended);
        return true;
    }

    /** The platform saw, or missed, a side at a session that was booked here. */
    public void seen(SessionId session, Party party, boolean attended) {
        seen(sessions.lock(session), party, attended);
    }

    private void seen(Session session, Party party, boolean attended) {
        session.seen(party, attended).ifPresent(outbox::append);
        settlement.settle(session, clock.instant());
    }

    /** The engagement ended at {@code at}: what was to come is cancelled, late or not by nobody's fault, and no calendar is followed. */
    public int end(EngagementId engagement, Instant at) {
        var toCome = sessions.toCome(engagement, at);
        List<SessionEvent> events = new ArrayList<>();
        for (var session : toCome) {
            if (session.isTold()) {
                events.add(session.cancel(at, Canceller.ENGAGEMENT, null));
            } else {
                sessions.delete(session);
            }
        }
        sessions.flush();
        letGo(engagement);
        outbox.appendAll(events);
        calledOff.fire(new CalledOff(
                toCome.stream().filter(Session::isTold).map(Session::id).toList()));
        return toCome.size();
    }

    /** No calendar is followed any more: suggestions go, sessions stay and are kept by hand. Answers how many there were of each. */
    public Released letGo(EngagementId engagement) {
        var suggestions = 0;
        var kept = 0;
        for (var session : sessions.following(engagement)) {
            if (session.isTold()) {
                session.unbind();
                kept++;
            } else {
                sessions.delete(session);
                suggestions++;
            }
        }
        return new Released(suggestions, kept);
    }

    /** What letting go of the calendar did. */
    public record Released(int suggestions, int sessions) {}
}
