package tandem.session.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.SessionId;
import tandem.runtime.Ids;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.engagement.Engagement;
import tandem.session.engagement.Engagements;
import tandem.session.invitation.LetterService.Addressed;
import tandem.session.rule.Answer;
import tandem.session.rule.Correspondence;
import tandem.session.rule.Correspondence.Proposal;
import tandem.session.rule.Repetition;
import tandem.session.session.MeetingService.Changes;
import tandem.session.session.SessionService;
import tandem.session.session.SessionService.CalledOff;

/** Books, moves and calls off sessions in the calendars of both sides, and follows what these answer. */
@ApplicationScoped
public class InvitationService {
    static final String INVITED = "session-invitation";
    static final String CANCELLED = "session-cancellation";
    static final String PROPOSED = "session-proposal";
    static final String NOT_WANTED = "session-proposal-declined";
    static final String SERIES_INVITED = "session-series-invitation";
    static final String SERIES_CHANGED = "session-series-change";
    static final String SERIES_CANCELLED = "session-series-cancellation";

    private final Invitations invitations;
    private final Repetitions repetitions;
    private final LetterService letters;
    private final SessionService sessions;
    private final Engagements engagements;
    private final Clock clock;

    InvitationService(
            Invitations invitations,
            Repetitions repetitions,
            LetterService letters,
            SessionService sessions,
            Engagements engagements,
            @ProgrammeTime Clock clock) {
        this.invitations = invitations;
        this.repetitions = repetitions;
        this.letters = letters;
        this.sessions = sessions;
        this.engagements = engagements;
        this.clock = clock;
    }

    /** What was booked under one UID, as far as somebody speaks of it: one session, or several of a series. */
    public record Booked(EngagementId engagement, List<SessionId> sessions) {}

    /** What became of the sessions, and what has to be told of it. */
    private record Round(Changes changes, List<Addressed> letters) {}

    /** Books a session and invites both sides; whoever books accepts by that. */
    @Transactional
    public SessionId book(PersonId by, EngagementId id, Instant startsAt, Instant endsAt) {
        var engagement = engagements.get(id, by);
        var session = sessions.book(engagement, stored(startsAt), stored(endsAt));
        var invitation = new Invitation(session, id, Correspondence.begin(stored(startsAt), stored(endsAt)));
        invitations.persist(invitation);
        proceed(List.of(invitation), told -> told.accepted(side(engagement, by), now()));
        return session;
    }

    /** Books all sessions of a series, or none, and invites both sides to it once; whoever books accepts all of them by that. */
    @Transactional
    public UUID bookSeries(PersonId by, EngagementId id, Repetition repetition) {
        var engagement = engagements.get(id, by);
        var series = Ids.next();
        repetitions.add(series, id, repetition);
        List<Invitation> booked = new ArrayList<>();
        for (var slot : repetition.slots()) {
            var session = sessions.book(engagement, slot.startsAt(), slot.endsAt());
            var begun = Correspondence.begin(slot.startsAt(), slot.endsAt());
            booked.add(Invitation.of(session, id, begun, series, slot.original()));
        }
        invitations.persist(booked);
        var round = said(booked, told -> told.accepted(side(engagement, by), now()));
        letters.tell(repetition, round.letters());
        return series;
    }

    /** Moves a booked session and invites both sides anew; whoever moves accepts by that. Of a series it moves this one alone. */
    @Transactional
    public void move(PersonId by, SessionId session, Instant startsAt, Instant endsAt) {
        var invitation = get(by, session);
        sessions.requireMovable(session, stored(startsAt));
        proceed(
                List.of(invitation),
                told -> told.moved(stored(startsAt), stored(endsAt)).accepted(sideOf(invitation, by), now()));
    }

    /** Calls off what is to come of a series; answers how many sessions those were. */
    @Transactional
    public int cancelSeries(PersonId by, UUID series) {
        var members = invitations.lockSeries(series);
        if (members.stream().noneMatch(member -> isSide(member, by))) {
            throw unknown();
        }
        return sessions.cancelToCome(members.stream().map(Invitation::session).toList());
    }

    /** The other side takes what was proposed: both have agreed to it then. */
    @Transactional
    public void accept(PersonId by, SessionId session) {
        var invitation = get(by, session);
        var proposal = proposalFor(invitation, by);
        sessions.requireMovable(session, proposal.startsAt());
        proceed(
                List.of(invitation),
                told -> told.moved(proposal.startsAt(), proposal.endsAt())
                        .accepted(Party.LEADER, now())
                        .accepted(Party.PROVIDER, now()));
    }

    /** The other side does not want what was proposed; everything stays, and the proposer's calendar is told (RFC 5546, 3.2.8). */
    @Transactional
    public void decline(PersonId by, SessionId session) {
        var invitation = get(by, session);
        var proposal = proposalFor(invitation, by);
        invitation.keep(invitation.correspondence().withoutProposal());
        letters.refuse(invitation, proposal);
    }

    /**
     * What a UID of ours stands for; empty where we sent no such invitation.
     *
     * @param original start of the one occurrence that is meant; null for all there is
     */
    @Transactional(TxType.MANDATORY)
    public Optional<Booked> booked(UUID uid, @Nullable Instant original) {
        var alone = invitations
                .find(new SessionId(uid))
                .filter(invitation -> invitation.series().isEmpty());
        var meant = alone.map(List::of)
                .orElseGet(() -> original == null
                        ? invitations.ofSeries(uid)
                        : invitations.ofSeries(uid, original).stream().toList());
        return meant.isEmpty()
                ? Optional.empty()
                : Optional.of(new Booked(
                        meant.getFirst().engagement(),
                        meant.stream().map(Invitation::session).toList()));
    }

    /**
     * A side answered our invitation to these sessions.
     *
     * @return how they changed by it
     */
    @Transactional(TxType.MANDATORY)
    public Changes answered(List<SessionId> booked, Answer answer) {
        var own = new Answer(answer.party(), null, answer.sequence(), answer.stamp(), answer.response(), null);
        return proceed(lock(booked), told -> told.answered(own));
    }

    /** A side proposed another time: the other side is asked. Answers whether that is new. */
    @Transactional(TxType.MANDATORY)
    public boolean proposed(SessionId session, Proposal proposal) {
        var invitation = invitations.lock(session);
        var before = invitation.map(Invitation::correspondence);
        var after = before.map(told -> told.proposed(proposal));
        if (after.isEmpty() || after.equals(before) || !proposal.startsAt().isAfter(now())) {
            return false;
        }
        invitation.orElseThrow().keep(after.get());
        letters.ask(invitation.orElseThrow(), other(proposal.by()), proposal);
        return true;
    }

    /** Sessions were called off here, or with their engagement: they go from the calendars. */
    void follow(@Observes CalledOff calledOff) {
        proceed(lock(calledOff.sessions()), Correspondence::cancelled);
    }

    /** Forgets what was written about the sessions of the person's engagements; answers about how many. */
    @Transactional(TxType.MANDATORY)
    public int erase(PersonId person) {
        return engagements.of(person).stream()
                .mapToInt(engagement -> repetitions.forget(engagement.id()) + invitations.forget(engagement.id()))
                .sum();
    }

    /** One step: what was said of each, what follows for the sessions, who has to be told. */
    private Changes proceed(List<Invitation> booked, UnaryOperator<Correspondence> step) {
        var round = said(booked, step);
        letters.tell(round.letters());
        return round.changes();
    }

    private Round said(List<Invitation> booked, UnaryOperator<Correspondence> step) {
        var changes = Changes.NONE;
        List<Addressed> toTell = new ArrayList<>();
        for (var invitation : booked) {
            var written = step.apply(invitation.correspondence()).write();
            invitation.keep(written.next());
            changes = changes.and(sessions.follow(invitation.session(), written.next()));
            written.letters().forEach(letter -> toTell.add(new Addressed(invitation, letter)));
        }
        return new Round(changes, toTell);
    }

    /** Those of them that were booked here, each locked, the oldest first: whoever locks several does so in this order. */
    private List<Invitation> lock(List<SessionId> booked) {
        return booked.stream()
                .map(SessionId::value)
                .sorted()
                .flatMap(id -> invitations.lock(new SessionId(id)).stream())
                .toList();
    }

    private Invitation get(PersonId by, SessionId session) {
        return invitations
                .lock(session)
                .filter(invitation -> isSide(invitation, by))
                .orElseThrow(InvitationService::unknown);
    }

    private boolean isSide(Invitation invitation, PersonId person) {
        return engagements
                .find(invitation.engagement())
                .flatMap(engagement -> engagement.sideOf(person))
                .isPresent();
    }

    private Proposal proposalFor(Invitation invitation, PersonId by) {
        var proposal = invitation.correspondence().proposal();
        if (proposal == null) {
            throw new Refused(InvitationProblems.NO_PROPOSAL, "It was answered, or the session has another time now");
        }
        if (proposal.by() == sideOf(invitation, by)) {
            throw new Refused(InvitationProblems.OWN_PROPOSAL, "You proposed it");
        }
        return proposal;
    }

    private Party sideOf(Invitation invitation, PersonId by) {
        return side(engagements.get(invitation.engagement()), by);
    }

    private static Refused unknown() {
        return new Refused(CommonProblems.NOT_FOUND, "You have no such session that was booked here");
    }

    private static Party side(Engagement engagement, PersonId by) {
        return engagement.sideOf(by).orElseThrow();
    }

    private static Party other(Party party) {
        return party == Party.LEADER ? Party.PROVIDER : Party.LEADER;
    }

    private Instant now() {
        return stored(clock.instant());
    }

    /** As exact as iCalendar writes it, so that nothing seems to have moved when it comes back. */
    private static Instant stored(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
