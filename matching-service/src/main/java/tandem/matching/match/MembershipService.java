package tandem.matching.match;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import tandem.events.CoachingGroupId;
import tandem.events.EngagementKind;
import tandem.events.PersonId;
import tandem.matching.kind.GroupSize;
import tandem.matching.match.Matches.Pair;
import tandem.matching.profile.Programme;
import tandem.runtime.audit.CurrentAct;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.time.ProgrammeTime;

/**
 * Makes leaders members of a coaching group (R21): each gets a match of the own with its coach, which is reviewed, approved and signed like
 * any other, and not approved by whoever named the leader (R47, R51).
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class MembershipService {

    private final Matches matches;
    private final GroupMembers members;
    private final Participants participants;
    private final Outbox outbox;
    private final CurrentAct act;
    private final Clock clock;

    MembershipService(
            Matches matches,
            GroupMembers members,
            Participants participants,
            Outbox outbox,
            CurrentAct act,
            @ProgrammeTime Clock clock) {
        this.matches = matches;
        this.members = members;
        this.participants = participants;
        this.outbox = outbox;
        this.act = act;
        this.clock = clock;
    }

    /** A group as its members are named for it. */
    public record Group(CoachingGroupId id, PersonId coach, GroupSize size) {}

    /** Leaders who are to be coached together, and with whoever is in the group already; who names them, and why, as a code. */
    public record Naming(List<PersonId> leaders, PersonId by, String reason) {}

    /** Proposes each of them, or nobody: refused with what the rules have against whom. */
    public void propose(Programme programme, Group group, Naming naming) {
        members.lock(programme.id(), naming.leaders());
        Participants.refuse(
                EngagementKind.GROUP,
                group.size()
                        .against(matches.members(group.id()).size()
                                + naming.leaders().size()));
        members.refuseFaulty(programme.id(), group.id(), group.coach(), naming.leaders(), null);
        var now = clock.instant();
        var made = naming.leaders().stream()
                .map(leader -> new Match(arrangement(programme, group, leader, naming), now))
                .toList();
        matches.persist(made);
        matches.stamp(made);
        act.concerns(group.coach());
        act.concerns(naming.leaders());
        outbox.appendAll(made.stream().map(Match::proposed).toList());
    }

    private Arrangement arrangement(Programme programme, Group group, PersonId leader, Naming naming) {
        var pair = Pair.ofMember(programme.id(), group.id(), leader, group.coach());
        return new Arrangement(
                pair.programme(),
                pair.kind(),
                pair.track(),
                group.id(),
                leader,
                group.coach(),
                null,
                participants.risk(pair),
                programme.policyVersion(),
                naming.by(),
                naming.reason());
    }
}
