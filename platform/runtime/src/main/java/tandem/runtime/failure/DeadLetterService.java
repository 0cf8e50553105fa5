package tandem.runtime.failure;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.runtime.audit.Act;
import tandem.runtime.audit.AuditTrail;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.sql.Feed;

/** Replays dead letters: the same effect as if the record had come again, and a mark that it was done. */
@ApplicationScoped
class DeadLetterService {

    private static final String REPLAY = "POST /v1/dead-letters/{id}:replay";

    private static final String MARK = """
            update tandem.dead_letter set replayed_at = clock_timestamp(), replayed_by = ?
            where id = ? and replayed_at is null""";

    private final Jdbi feed;
    private final DeadLetters letters;
    private final DeadLetterQueries queries;
    private final AuditTrail trail;
    private final Work work;

    DeadLetterService(@Feed Jdbi feed, DeadLetters letters, DeadLetterQueries queries, AuditTrail trail, Work work) {
        this.feed = feed;
        this.letters = letters;
        this.queries = queries;
        this.trail = trail;
        this.work = work;
    }

    /**
     * The mark is set first and stays uncommitted, locked, until the effect has committed: two replays at once become one, and a
     * replay that fails leaves no mark. Should the process end between the two commits, the inbox knows the event when it is replayed
     * again. The entry in the trail is committed before the effect, so that no replay is without one; a replay that failed has one too.
     */
    void replay(UUID id, Actor by) {
        var kept = queries.find(id, by.tenant(), by.hasRole(Roles.SERVICE) || by.hasRole(Roles.SIMULATOR))
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "No such dead letter"));
        var replay = letters.replayOf(kept.consumer())
                .orElseThrow(() -> new Refused(
                        DeadLetterProblems.CONSUMER_IDLE, kept.consumer() + " does not run in this process"));
        feed.useTransaction(handle -> {
            if (handle.execute(MARK, by.who(), id) == 0) {
                throw new Refused(DeadLetterProblems.ALREADY_REPLAYED, "This dead letter was replayed before");
            }
            work.inTransaction(by.tenant(), () -> {
                trail.add(by, Act.of(REPLAY, List.of(id)));
                return id;
            });
            try {
                replay.takeIn(kept.record());
            } catch (RuntimeException e) {
                throw new Refused(DeadLetterProblems.STILL_REFUSED, DeadLetters.reason(e), e);
            }
        });
    }
}
