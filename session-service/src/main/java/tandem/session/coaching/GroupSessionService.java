package tandem.session.coaching;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tandem.events.CoachingGroupId;
import tandem.events.PersonId;
import tandem.events.SessionId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.session.engagement.Engagement;
import tandem.session.engagement.Engagements;
import tandem.session.session.SessionService;

/**
 * Enters the meeting of a coaching group. It is as many sessions as it has members, because each of them agreed on their own, comes or does not,
 * and is counted for themselves.
 */
@ApplicationScoped
public class GroupSessionService {

    private final Engagements engagements;
    private final SessionService sessions;

    GroupSessionService(Engagements engagements, SessionService sessions) {
        this.engagements = engagements;
        this.sessions = sessions;
    }

    /**
     * Enters a meeting for every member whose term it lies in; to all but the coach of the group it does not exist.
     *
     * @param attended members who were there, as the coach, who was there, says; null while it is to come
     */
    @Transactional
    public List<SessionId> enter(
            PersonId coach, CoachingGroupId group, Instant startsAt, Instant endsAt, @Nullable Set<PersonId> attended) {
        var running = engagements.running(group, coach);
        if (running.isEmpty()) {
            throw new Refused(CommonProblems.NOT_FOUND, "You coach no such group");
        }
        var inTerm =
                running.stream().filter(member -> member.term().holds(startsAt)).toList();
        var entered = new ArrayList<SessionId>();
        for (var member : inTerm.isEmpty() ? running : inTerm) { // which refuses what is in nobody's term
            entered.add(enter(coach, member, startsAt, endsAt, attended));
        }
        return List.copyOf(entered);
    }

    private SessionId enter(
            PersonId coach, Engagement member, Instant startsAt, Instant endsAt, @Nullable Set<PersonId> attended) {
        var session = sessions.enter(coach, member.id(), startsAt, endsAt);
        if (attended != null) {
            sessions.log(coach, session, true, attended.contains(member.leader()));
        }
        return session;
    }
}
