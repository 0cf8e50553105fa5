package tandem.verify.replay;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import tandem.analytics.ledger.Rebuild;
import tandem.local.Checkout;
import tandem.local.Databases;
import tandem.local.PortPlan;
import tandem.local.PostgresServer;
import tandem.local.Secrets;
import tandem.local.Up;
import tandem.verify.audit.Violation;

/** {@code ./tandem rebuild} and {@code ./tandem replay}, on the Tandem that runs here. */
public final class Remake {
    private static final int SAY_EVERY = 100_000;
    /** Kept, so that they are not collected with their level. */
    private static final List<Logger> TALKATIVE =
            List.of(Logger.getLogger("org.flywaydb"), Logger.getLogger("org.apache.kafka"));

    private final PrintStream out;
    private final PostgresServer server;
    private final Databases.Passwords passwords;
    private final String brokers;
    private long told;

    private Remake(PrintStream out, PostgresServer server, Databases.Passwords passwords, String brokers) {
        this.out = out;
        this.server = server;
        this.passwords = passwords;
        this.brokers = brokers;
    }

    public static void main(String[] arguments) {
        TALKATIVE.forEach(logger -> logger.setLevel(Level.WARNING));
        var secrets = new Secrets(Up.site(Checkout.find()));
        var ports = PortPlan.fromEnvironment().ports();
        var server = new PostgresServer(
                "localhost",
                Objects.requireNonNull(ports.get("postgres")),
                PostgresServer.SUPERUSER,
                secrets.get("database-superuser"));
        var remake = new Remake(System.out, server, secrets.database("analytics"), "localhost:" + ports.get("kafka"));
        try {
            var good = arguments[0].equals("rebuild") ? remake.rebuild() : remake.replay();
            System.exit(good ? 0 : 1);
        } catch (SQLException | RuntimeException e) {
            System.err.println("Nothing was changed. Is Tandem running here? " + e.getMessage());
            System.exit(1);
        }
    }

    /** Facts and rollups from the ledger, with the instants at which everything became known. */
    private boolean rebuild() throws SQLException {
        out.println(
                "Rebuilding facts and rollups from the ledger; readers see the old ones until the new ones are whole");
        var begun = System.nanoTime();
        try (var store = ImpactStore.live(server, passwords)) {
            var before = store.everyVersion();
            var events = new Rebuild(store.feed()).run(folded -> say("folded", folded));
            out.printf("Rebuilt from %,d events in %.1f s.%n", events, (System.nanoTime() - begun) / 1e9);
            var changes = before.violatedBy(store.everyVersion());
            out.println(
                    changes.isEmpty()
                            ? "They are what they were, every version of them."
                            : "They are no longer what they were: the code that folds them has changed, or somebody had"
                                    + " changed them.");
            changes.stream()
                    .map(Violation::samples)
                    .forEach(tables -> tables.forEach(table -> out.println("  " + table)));
            return true;
        }
    }

    /** The whole log into an empty store, which must end up the same. */
    private boolean replay() {
        out.println("Replaying the log from its first record into an empty store beside the real one");
        var result = new LogReplay(server, passwords, brokers).run(records -> say("replayed", records));
        out.printf("Replayed %,d records in %.1f s.%n", result.records(), result.seconds());
        out.println(
                result.isEqual()
                        ? "The two stores are equal, less the instants at which things became known."
                        : "The two stores differ. What is still on its way makes them differ too: try again at rest.");
        result.violations().forEach(violation -> out.println("  " + violation));
        return result.isEqual();
    }

    private void say(String what, long count) {
        if (count - told >= SAY_EVERY) {
            told = count;
            out.printf("  %s %,d%n", what, count);
        }
    }
}
