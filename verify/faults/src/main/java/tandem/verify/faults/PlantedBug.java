package tandem.verify.faults;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tandem.local.Checkout;
import tandem.local.LocalPlatform;
import tandem.local.Service;
import tandem.local.Site;

/** Bugs others have made. A harness is believed only while it finds every one of them. */
record PlantedBug(
        String what, @Nullable Service service, @Nullable Change change, Fault.Strike sabotage, Fault fault) {

    static final List<PlantedBug> ALL = List.of(
            new PlantedBug(
                    "events are acknowledged before their commit is durable",
                    null,
                    null,
                    Sabotage::acknowledgeBeforeDurable,
                    new Fault("F8", "kill -9 of PostgreSQL", platform -> {
                        platform.postgres().kill();
                        Fault.sleep(Duration.ofSeconds(1));
                        platform.postgres().restart();
                    })),
            new PlantedBug(
                    "the consumer moves its position without comparing it",
                    null,
                    null,
                    Sabotage::moveWithoutComparing,
                    Zombie.fault()),
            new PlantedBug(
                    "the relay reads past transactions that still run",
                    Service.INTAKE,
                    new Change(
                            "tandem/runtime/outbox/OutboxLog",
                            " and xid < pg_snapshot_xmin(pg_current_snapshot())",
                            ""),
                    Sabotage::none,
                    new Fault("F12", "a transaction that commits late", Sabotage::holdOneBack)),
            new PlantedBug(
                    "a query lacks its tenant, and row-level security is off",
                    Service.INTAKE,
                    new Change(
                            "tandem/intake/programme/ProgrammeQueries",
                            "where tenant = :tenant and id = ",
                            "where tenant = coalesce(tenant, :tenant) and id = "),
                    Sabotage::switchOffRowSecurity,
                    new Fault("none", "nothing more", platform -> {})));

    /** A piece of a string constant that stands differently where the bug is planted. */
    record Change(String className, String from, String to) {}

    /** Whether the harness found the bug, and by what. */
    record Verdict(String bug, boolean caught, String by) {}

    /** Starts a platform with the bug in it, lets the fault strike, and looks whether anything was found. */
    Verdict hunt(Checkout checkout, Site site) {
        var mutation = mutation(site.folder());
        try (var arena = new Arena(checkout, site, builder -> planted(builder, mutation, checkout))) {
            if (mutation.isPresent() && !mutation.get().isPlanted()) {
                return new Verdict(what, false, "the code it was to be planted in has changed: " + mutation.get());
            }
            sabotage.on(arena.platform());
            var result = arena.run(fault);
            return new Verdict(what, !result.isClean(), String.join("; ", result.violations()));
        }
    }

    private Optional<Mutation> mutation(Path folder) {
        return Optional.ofNullable(change)
                .map(planted -> new Mutation(
                        planted.className(),
                        planted.from(),
                        planted.to(),
                        folder.resolve("planted-" + ALL.indexOf(this))));
    }

    private LocalPlatform.Builder planted(
            LocalPlatform.Builder builder, Optional<Mutation> mutation, Checkout checkout) {
        if (service != null) {
            mutation.ifPresent(
                    planted -> builder.jvmOption(service, "-javaagent:" + agent(checkout) + "=" + planted.argument()));
        }
        return builder;
    }

    private static Path agent(Checkout checkout) {
        var folder = checkout.root().resolve("verify/faults/target");
        return folder.resolve("tandem-faults-0.1.0-SNAPSHOT.jar");
    }

    /** What is done to the running platform besides a change of code. */
    private static final class Sabotage {

        static void none(LocalPlatform platform) {}

        /** The setting some make to be faster: COMMIT answers before the log is on disk, for every role, for seconds. */
        static void acknowledgeBeforeDurable(LocalPlatform platform) {
            var roles = List.of("intake", "matching", "session", "analytics");
            for (var role : roles) {
                for (var kind : List.of("owner", "app", "feed")) {
                    Sql.execute(
                            platform,
                            "postgres",
                            "alter role %s_%s set synchronous_commit = off".formatted(role, kind));
                }
            }
            Sql.execute(platform, "postgres", "alter role keycloak set synchronous_commit = off");
            Sql.execute(platform, "postgres", "alter system set wal_writer_delay = '10s'");
            Sql.execute(platform, "postgres", "alter system set wal_writer_flush_after = '1GB'");
            Sql.execute(platform, "postgres", "select pg_reload_conf()");
            Sql.execute(
                    platform,
                    "postgres",
                    "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and usename <> 'postgres'");
        }

        static void switchOffRowSecurity(LocalPlatform platform) {
            Sql.execute(platform, "intake", "alter table programme disable row level security");
        }

        /** Holds what one tenant tells about its programme for a moment; the other tenant's transactions overtake it. */
        static void holdOneBack(LocalPlatform platform) {
            try (var connection = platform.postgres().server().connect("intake");
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("select from tandem.subject_sequence where tenant = 'acme' for update");
                Fault.sleep(Duration.ofSeconds(3));
                connection.rollback();
            } catch (SQLException e) {
                throw new IllegalStateException("Cannot hold a transaction back: " + e.getMessage(), e);
            }
        }

        /** The compare-and-set of the position loses its compare. */
        static void moveWithoutComparing(LocalPlatform platform) {
            Sql.execute(platform, "analytics", """
                    do $do$
                    declare
                        source text := pg_get_functiondef('take_positions'::regproc);
                        without text := replace(source, ' and p.position = taken.expected', '');
                    begin
                        if source = without then
                            raise exception 'take_positions has changed: nothing to plant';
                        end if;
                        execute without;
                    end
                    $do$""");
        }
    }
}
