package tandem.runtime.failure;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.sql.Feed;

/** Replays dead letters: the same effect as if the record had come again, and a mark that it was done. */
@ApplicationScoped
class DeadLetterService {

    private static final String MARK = """
            update tandem.dead_letter set replayed_at = clock_timestamp(), replayed_by = ?
            where id = ? and replayed_at is null""";

    private final Jdbi feed;
    private final DeadLetters letters;
    private final DeadLetterQueries queries;

    DeadLetterService(@Feed Jdbi feed, DeadLetters letters, DeadLetterQueries queries) {
        this.feed = feed;
        this.letters = letters;
        this.queries = queries;
    }

    /**
     * The mark is set first and stays uncommitted, locked, until the effect has committed: two replays at once become one, and a
     * replay that fails leaves no mark. Should the process end between the two commits, the inbox knows the event when it is replayed
     * again.
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
            try {
                replay.takeIn(kept.record());
            } catch (RuntimeException e) {
                throw new Refused(DeadLetterProblems.STILL_REFUSED, DeadLetters.reason(e), e);
            }
        });
    }
}
