package tandem.session.session;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import tandem.events.EngagementId;
import tandem.events.SessionId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/** The sessions of a tenant. */
@ApplicationScoped
public class Sessions implements PanacheRepositoryBase<Session, UUID> {
    private static final int DUE_AT_ONCE = 200;

    /** The session, locked: its two sides often say something at the same time. */
    public Session lock(SessionId session) {
        return findByIdOptional(session.value(), LockModeType.PESSIMISTIC_WRITE).orElseThrow(Sessions::unknown);
    }

    public Session get(SessionId session) {
        return findByIdOptional(session.value()).orElseThrow(Sessions::unknown);
    }

    public static Refused unknown() {
        return new Refused(CommonProblems.NOT_FOUND, "You have no such session");
    }

    /** The suggestion and all others of the same meeting. */
    List<Session> suggestedWith(Session suggestion) {
        return list("meeting = ?1 and state = ?2 order by startsAt", suggestion.meeting(), SessionState.SUGGESTED);
    }

    List<Session> following(Collection<String> meetings) {
        return list("meeting in ?1 order by originalStart", meetings);
    }

    boolean existsAt(EngagementId engagement, Instant startsAt) {
        return count(
                        "engagement = ?1 and startsAt = ?2 and state <> ?3",
                        engagement.value(),
                        startsAt,
                        SessionState.CANCELLED)
                > 0;
    }

    List<Session> toCome(EngagementId engagement, Instant after) {
        return list(
                "engagement = ?1 and startsAt > ?2 and state in ?3 order by startsAt",
                engagement.value(),
                after,
                List.of(SessionState.SUGGESTED, SessionState.SCHEDULED));
    }

    List<Session> following(EngagementId engagement) {
        return list("engagement = ?1 and meeting is not null order by startsAt", engagement.value());
    }

    List<Session> dueAt(Instant now) {
        return find("settleAt <= ?1 order by settleAt", now)
                .page(0, DUE_AT_ONCE)
                .list();
    }
}
