package tandem.session.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.SessionId;
import tandem.runtime.mail.Mailer;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.engagement.Engagement;
import tandem.session.engagement.Engagements;
import tandem.session.rule.Answer;
import tandem.session.rule.Answer.Response;
import tandem.session.rule.Correspondence;
import tandem.session.rule.Correspondence.Letter;
import tandem.session.rule.Correspondence.Proposal;
import tandem.session.session.MeetingService.Changes;
import tandem.session.session.SessionService;
import tandem.session.session.SessionService.CalledOff;

/** Books, moves and calls off sessions in the calendars of both sides, and follows what these answer. */
@ApplicationScoped
public class InvitationService {
    static final String INVITED = "session-invitation";
    static final String CANCELLED = "session-cancellation";
    private static final String PROPOSED = "session-proposal";
    private static final String NOT_WANTED = "session-proposal-declined";

    private final Invitations invitations;
    private final SessionService sessions;
    private final Engagements engagements;
    private final Moments moments;
    private final Mailer mailer;
    private final Clock clock;

    InvitationService(
            Invitations invitations,
            SessionService sessions,
            Engagements engagements,
            Moments moments,
            Mailer mailer,
            @ProgrammeTime Clock clock) {
        this.invitations = invitations;
        this.sessions = sessions;
        this.engagements = engagements;
        this.moments = moments;
        this.mailer = mailer;
        this.clock = clock;
    }

    /** Books a session and invites both sides; whoever books accepts by that. */
    @Transactional
    public SessionId book(PersonId by, EngagementId id, Instant startsAt, Instant endsAt) {
        var engagement = engagements.get(id, by);
        var session = sessions.book(engagement, stored(startsAt), stored(endsAt));
        var invitation = new Invitation(session, id, Correspondence.begin(stored(startsAt), stored(endsAt)));
        invitations.persist(invitation);
        proceed(invitation, told -> told.accepted(side(engagement, by), now()));
        return session;
    }

    /** Moves a booked session and invites both sides anew; whoever moves accepts by that. */
    @Transactional
    public void move(PersonId by, SessionId session, Instant startsAt, Instant endsAt) {
        var invitation = get(by, session);
        sessions.requireMovable(session, stored(startsAt));
        proceed(
                invitation,
                told -> told.moved(stored(startsAt), stored(endsAt)).accepted(sideOf(invitation, by), now()));
    }

    /** The other side takes what was proposed: both have agreed to it then. */
    @Transactional
    public void accept(PersonId by, SessionId session) {
        var invitation = get(by, session);
        var proposal = proposalFor(invitation, by);
        sessions.requireMovable(session, proposal.startsAt());
        proceed(
                invitation,
                told -> told.moved(proposal.startsAt(), proposal.endsAt())
                        .accepted(Party.LEADER, now())
                        .accepted(Party.PROVIDER, now()));
    }

    /** The other side does not want what was proposed; everything stays, and the proposer is told. */
    @Transactional
    public void decline(PersonId by, SessionId session) {
        var invitation = get(by, session);
        var proposal = proposalFor(invitation, by);
        invitation.keep(invitation.correspondence().withoutProposal());
        queue(invitation, proposal.by(), NOT_WANTED, proposal.startsAt(), Map.of());
    }

    /**
     * A side answered an invitation of ours; empty where we sent none.
     *
     * @return how the session changed by it
     */
    @Transactional(TxType.MANDATORY)
    public Optional<Changes> answered(SessionId session, Answer answer) {
        var own = new Answer(answer.party(), null, answer.sequence(), answer.stamp(), answer.response(), null);
        return invitations.lock(session).map(invitation -> proceed(invitation, told -> told.answered(own)));
    }

    /** A side proposed another time: the other side is asked. Answers whether that is new; empty where we sent no invitation. */
    @Transactional(TxType.MANDATORY)
    public Optional<Boolean> proposed(SessionId session, Proposal proposal) {
        return invitations.lock(session).map(invitation -> {
            var before = invitation.correspondence();
            var after = before.proposed(proposal);
            if (after.equals(before) || !proposal.startsAt().isAfter(now())) {
                return false;
            }
            invitation.keep(after);
            queue(invitation, other(proposal.by()), PROPOSED, proposal.startsAt(), Map.of());
            return true;
        });
    }

    /** The engagement of a session that was booked here; empty for every other. */
    @Transactional(TxType.MANDATORY)
    public Optional<EngagementId> engagementOf(SessionId session) {
        return invitations.find(session).map(Invitation::engagement);
    }

    /** A session was called off here, or with its engagement: it goes from the calendars. */
    void follow(@Observes CalledOff calledOff) {
        invitations.lock(calledOff.session()).ifPresent(invitation -> proceed(invitation, Correspondence::cancelled));
    }

    /** Forgets what was written about the sessions of the person's engagements; answers about how many. */
    @Transactional(TxType.MANDATORY)
    public int erase(PersonId person) {
        return engagements.of(person).stream()
                .mapToInt(engagement -> invitations.forget(engagement.id()))
                .sum();
    }

    /** One step: what was said, what follows for the session, who has to be told. */
    private Changes proceed(Invitation invitation, UnaryOperator<Correspondence> step) {
        var round = step.apply(invitation.correspondence()).write();
        var next = round.next();
        invitation.keep(next);
        var changes = sessions.follow(invitation.session(), next);
        round.letters().forEach(letter -> queue(invitation, letter));
        return changes;
    }

    private void queue(Invitation invitation, Letter letter) {
        var codes = new TreeMap<String, String>();
        codes.put("sequence", Long.toString(letter.sequence()));
        codes.put("stamp", now().toString());
        codes.put("startsAt", letter.says().startsAt().toString());
        codes.put("endsAt", letter.says().endsAt().toString());
        codes.put("answer", letter.response().map(Response::name).orElse("NEEDS-ACTION"));
        queue(
                invitation,
                letter.to(),
                letter.says().off() ? CANCELLED : INVITED,
                letter.says().startsAt(),
                codes);
    }

    private void queue(
            Invitation invitation, Party party, String template, Instant startsAt, Map<String, String> more) {
        var engagement = engagements.get(invitation.engagement());
        var person = party == Party.LEADER ? engagement.leader() : engagement.provider();
        var codes = new TreeMap<>(more);
        codes.put("session", invitation.session().toString());
        codes.put("engagement", invitation.engagement().toString());
        codes.put("when", moments.words(person, startsAt));
        mailer.queue(person, template, codes);
    }

    private Invitation get(PersonId by, SessionId session) {
        return invitations
                .lock(session)
                .filter(invitation -> engagements
                        .find(invitation.engagement())
                        .flatMap(engagement -> engagement.sideOf(by))
                        .isPresent())
                .orElseThrow(
                        () -> new Refused(CommonProblems.NOT_FOUND, "You have no such session that was booked here"));
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
