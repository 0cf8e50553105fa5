package tandem.matching.coaching;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import tandem.events.CoachingGroupId;
import tandem.events.EndReason;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.matching.engagement.EngagementService;
import tandem.matching.kind.GroupSize;
import tandem.matching.match.Match;
import tandem.matching.match.MatchService;
import tandem.matching.match.Matches;
import tandem.matching.match.MembershipService;
import tandem.matching.match.MembershipService.Naming;
import tandem.matching.profile.Programmes;
import tandem.runtime.actor.Actor;
import tandem.runtime.time.ProgrammeTime;

/** Forms coaching groups, has leaders come into them, and dissolves them. A member goes the way every engagement ends. */
@ApplicationScoped
public class CoachingGroupService {

    static final String GROUP_DISSOLVED = "GROUP_DISSOLVED";

    private final CoachingGroups groups;
    private final Programmes programmes;
    private final MembershipService memberships;
    private final Matches matches;
    private final Ends ends;
    private final Clock clock;

    CoachingGroupService(
            CoachingGroups groups,
            Programmes programmes,
            MembershipService memberships,
            Matches matches,
            Ends ends,
            @ProgrammeTime Clock clock) {
        this.groups = groups;
        this.programmes = programmes;
        this.memberships = memberships;
        this.matches = matches;
        this.ends = ends;
        this.clock = clock;
    }

    /** How a membership ends: as what it has become. */
    @ApplicationScoped
    static class Ends {
        private final MatchService proposals;
        private final EngagementService engagements;

        Ends(MatchService proposals, EngagementService engagements) {
            this.proposals = proposals;
            this.engagements = engagements;
        }

        void end(Match member, EndReason reason) {
            if (member.isRunning()) {
                engagements.end(new EngagementId(member.id().value()), reason);
            } else {
                proposals.reject(member.id(), GROUP_DISSOLVED);
            }
        }
    }

    /** Who is to be coached by whom together, and why, as a code. */
    public record Wish(ProgrammeId programme, PersonId coach, List<PersonId> leaders, String reason) {}

    /** Proposes a whole group, or nothing of it. */
    @Transactional
    public CoachingGroupId form(Wish wish, Actor by) {
        var chooser = by.requirePerson();
        var programme = programmes.get(wish.programme());
        programme.requireOpen();
        var group = new CoachingGroup(programme.id(), wish.coach(), GroupSize.of(programme.terms()), clock.instant());
        groups.persistAndFlush(group);
        memberships.propose(programme, group.whole(), new Naming(wish.leaders(), chooser, wish.reason()));
        return group.id();
    }

    /** Proposes more members, as many as there are places. */
    @Transactional
    public void admit(CoachingGroupId id, List<PersonId> leaders, String reason, Actor by) {
        var chooser = by.requirePerson();
        var group = groups.lock(id);
        var programme = programmes.get(group.programme());
        programme.requireOpen();
        memberships.propose(programme, group.open(), new Naming(leaders, chooser, reason));
    }

    /** Ends what runs of it, for that reason, and closes what has not begun. */
    @Transactional
    public void dissolve(CoachingGroupId id, EndReason reason) {
        var group = groups.lock(id);
        group.dissolve(reason, clock.instant());
        matches.ofGroup(id).forEach(match -> ends.end(matches.get(match), reason));
        groups.flush();
    }
}
