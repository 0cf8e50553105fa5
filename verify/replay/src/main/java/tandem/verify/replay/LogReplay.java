package tandem.verify.replay;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.function.LongConsumer;
import tandem.analytics.ledger.Replay;
import tandem.local.Databases;
import tandem.local.PostgresServer;
import tandem.verify.audit.Violation;

/**
 * I12: reads the whole log from its first record into an empty store beside the real one and holds the two against each other, row by
 * row, less the instants at which something became known. It is meant for a platform at rest.
 */
public final class LogReplay {
    private static final String DATABASE = "analytics_replay";
    private static final double NANOS = 1e9;

    private final PostgresServer server;
    private final Databases.Passwords passwords;
    private final String brokers;

    /** @param passwords of the roles of analytics-service */
    public LogReplay(PostgresServer server, Databases.Passwords passwords, String brokers) {
        this.server = server;
        this.passwords = passwords;
        this.brokers = brokers;
    }

    /**
     * What a replay ended in.
     *
     * @param records read from the log and taken in
     * @param violations tables in which the stores differ
     */
    public record Result(long records, double seconds, List<Violation> violations) {
        public Result {
            violations = List.copyOf(violations);
        }

        public boolean isEqual() {
            return violations.isEmpty();
        }
    }

    /** Fills, compares, and drops what it filled; {@code progress} hears how many records are in. */
    public Result run(LongConsumer progress) {
        var begun = System.nanoTime();
        try (var live = ImpactStore.live(server, passwords)) {
            var anew = ImpactStore.empty(server, DATABASE, passwords);
            try {
                var replayed = new Replay(anew.feed(), brokers, Clock.systemUTC()).run(progress);
                var violations = live.whatIsKnown().violatedBy(anew.whatIsKnown());
                return new Result(replayed.taken(), (System.nanoTime() - begun) / NANOS, violations);
            } finally {
                anew.drop();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The log cannot be replayed: " + e.getMessage(), e);
        }
    }
}
