package tandem.session.delegation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.events.SessionId;
import tandem.runtime.audit.CurrentAct;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.engagement.Engagements;
import tandem.session.invitation.InvitationService;
import tandem.session.rule.Delegating;
import tandem.session.session.SessionService;

/** Names and revokes delegates, and lets them book, move and cancel as the person they act for; the trail names both. */
@ApplicationScoped
public class DelegationService {

    private final Delegations delegations;
    private final Engagements engagements;
    private final SessionService sessions;
    private final InvitationService invitations;
    private final CurrentAct act;
    private final Clock clock;

    DelegationService(
            Delegations delegations,
            Engagements engagements,
            SessionService sessions,
            InvitationService invitations,
            CurrentAct act,
            @ProgrammeTime Clock clock) {
        this.delegations = delegations;
        this.engagements = engagements;
        this.sessions = sessions;
        this.invitations = invitations;
        this.act = act;
        this.clock = clock;
    }

    /** The principal lets somebody keep the session times, until that day. */
    @Transactional
    public UUID name(PersonId principal, PersonId delegate, LocalDate expiresOn) {
        var otherSides = engagements.of(principal).stream()
                .flatMap(engagement -> Stream.of(engagement.leader(), engagement.provider()))
                .filter(side -> !side.equals(principal))
                .toList();
        var against = Delegating.against(
                principal, delegate, expiresOn, otherSides, delegations.count(principal), delegations.today());
        if (!against.isEmpty()) {
            throw new Refused(
                    DelegationProblems.REFUSED, against.stream().map(Enum::name).collect(Collectors.joining(", ")));
        }
        act.concerns(delegate);
        return delegations.add(principal, delegate, expiresOn);
    }

    @Transactional
    public void revoke(PersonId principal, UUID id) {
        delegations.revoke(id, principal, clock.instant());
    }

    /** Books a session to come in an engagement of the principal's; both sides are invited. */
    @Transactional
    public SessionId book(
            PersonId delegate, PersonId principal, EngagementId engagement, Instant startsAt, Instant endsAt) {
        delegations.actingFor(delegate, principal);
        if (!startsAt.isAfter(clock.instant())) {
            throw new Refused(DelegationProblems.PAST, "It began at " + startsAt);
        }
        return invitations.book(principal, engagement, startsAt, endsAt);
    }

    /** Moves a session that was booked here; both sides are invited anew. */
    @Transactional
    public void move(PersonId delegate, PersonId principal, SessionId session, Instant startsAt, Instant endsAt) {
        delegations.actingFor(delegate, principal);
        if (!startsAt.isAfter(clock.instant())) {
            throw new Refused(DelegationProblems.PAST, "It began at " + startsAt);
        }
        invitations.move(principal, session, startsAt, endsAt);
    }

    @Transactional
    public void cancel(PersonId delegate, PersonId principal, SessionId session) {
        delegations.actingFor(delegate, principal);
        sessions.cancel(principal, session);
    }

    /** Nobody acts for the person any more; answers how many did, or for how many the person did. */
    @Transactional
    public int erase(PersonId person) {
        return delegations.remove(person);
    }
}
