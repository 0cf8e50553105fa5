package tandem.local;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL 18 server from the binaries on the class path. It is driven directly, not through a library, because its process has
 * to be killed, paused and started again on the same data, and because a commit must be as durable as in production.
 */
public final class PostgresPart implements Part {
    private static final String NAME = "postgres";
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Site site;
    private final Path data;
    private final Path binaries;
    private final PostgresServer server;
    private final Durability durability;
    private final Map<String, String> settings;
    private OsProcess process;

    private PostgresPart(Builder chosen) {
        site = chosen.site;
        data = site.data(NAME).resolve("data");
        durability = chosen.durability;
        settings = Map.copyOf(chosen.settings);
        server = new PostgresServer("localhost", chosen.port, PostgresServer.SUPERUSER, chosen.password);
        binaries = PostgresBinaries.unpacked().resolve("bin");
        initialise();
        process = launch();
    }

    public static Builder in(Site site) {
        return new Builder(site);
    }

    public PostgresServer server() {
        return server;
    }

    public int port() {
        return server.port();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public OsProcess process() {
        return process;
    }

    @Override
    public void restart() {
        close();
        process = launch();
    }

    @Override
    public void close() {
        Exit.forgets(this);
        process.stop("INT", PATIENCE); // fast shutdown: sessions are ended, not awaited
    }

    private void initialise() {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        try {
            Cache.delete(data); // what an interrupted first start left
            var passwordFile = Files.createTempFile(site.data(NAME), "superuser", "");
            try {
                Files.writeString(passwordFile, server.password());
                var command = command("initdb", "-D", data.toString(), "-U", server.user(), "--pwfile=" + passwordFile);
                // one collation everywhere: the builtin provider does not depend on the system's locales
                command.addAll(List.of("-A", "scram-sha-256", "-E", "UTF8", "--locale=C"));
                command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
                if (durability == Durability.NONE) {
                    command.add("--no-sync");
                }
                OsProcess.output("initdb", command, Map.of(), Duration.ofSeconds(60));
            } finally {
                Files.delete(passwordFile);
            }
        } catch (IOException e) {
            throw new PartFailed("Cannot create the database folder " + data + ": " + e.getMessage(), e);
        }
    }

    private OsProcess launch() {
        removeStalePidFile();
        var command = command("postgres", "-D", data.toString());
        allSettings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        var deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (true) {
            var launched = OsProcess.start(site, NAME, command, Map.of());
            try {
                launched.awaitReady(READY_WITHIN, this::answers);
                assertDurability();
                Exit.closes(this);
                return launched;
            } catch (PartFailed e) {
                launched.kill();
                // the sessions of a killed server need a moment to notice and let go of its shared memory
                if (!launched.tail(8).contains("pre-existing shared memory block") || System.nanoTime() > deadline) {
                    throw e;
                }
                OsProcess.pauseFor(Duration.ofMillis(300));
            }
        }
    }

    private Map<String, String> allSettings() {
        var all = new LinkedHashMap<String, String>();
        all.put("port", Integer.toString(server.port()));
        all.put("listen_addresses", "localhost");
        all.put("unix_socket_directories", "");
        all.put("max_connections", "200");
        all.put("shared_buffers", "256MB");
        all.put("max_wal_size", "2GB");
        all.put("timezone", "UTC");
        all.put("log_timezone", "UTC");
        all.put("fsync", durability.setting());
        all.put("synchronous_commit", durability.setting());
        all.put("full_page_writes", durability.setting());
        all.putAll(settings);
        return all;
    }

    private boolean answers() {
        try (var connection = server.connect(NAME)) {
            return connection.isValid(2);
        } catch (SQLException e) {
            if ("28P01".equals(e.getSQLState())) {
                throw new PartFailed(
                        "PostgreSQL refuses our password: the data in " + data
                                + " was made with other secrets than those in " + site.secrets()
                                + ". Bring those back, or empty the data with --fresh.",
                        e);
            }
            return false; // not up yet; awaitReady knows how long that may last
        }
    }

    private void assertDurability() {
        try (var connection = server.connect(NAME);
                var statement = connection.createStatement()) {
            for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                try (var row = statement.executeQuery("show " + setting)) {
                    row.next();
                    if (!row.getString(1).equals(durability.setting())) {
                        throw new PartFailed("PostgreSQL runs with %s=%s where %s was asked for"
                                .formatted(setting, row.getString(1), durability.setting()));
                    }
                }
            }
        } catch (SQLException e) {
            throw new PartFailed("Cannot ask PostgreSQL for its settings: " + e.getMessage(), e);
        }
    }

    /**
     * PostgreSQL takes any live process with the number in its file for a running server. After a crash of the machine or its
     * container that number may belong to a stranger.
     */
    private void removeStalePidFile() {
        var file = data.resolve("postmaster.pid");
        try {
            if (Files.exists(file)) {
                var pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
                var ours = ProcessHandle.of(pid)
                        .flatMap(handle -> handle.info().commandLine())
                        .filter(line -> line.contains(data.toString()));
                if (ours.isPresent()) {
                    throw new PartFailed("PostgreSQL already runs on %s as process %d. Stop it first: kill -INT %d"
                            .formatted(data, pid, pid));
                }
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new PartFailed("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** The server refuses to run as root, as in a container; in a user namespace of its own it does not see that it does. */
    private List<String> command(String program, String... arguments) {
        var command = new ArrayList<String>();
        if (new UnixSystem().getUid() == 0) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** The choices of one server. */
    public static final class Builder {
        private final Site site;
        private final Map<String, String> settings = new LinkedHashMap<>();
        private int port = Ports.free();
        private String password = Secrets.random();
        private Durability durability = Durability.REAL;

        private Builder(Site site) {
            this.site = site;
        }

        public Builder port(int chosen) {
            port = chosen;
            return this;
        }

        public Builder superuserPassword(String chosen) {
            password = chosen;
            return this;
        }

        public Builder durability(Durability chosen) {
            durability = chosen;
            return this;
        }

        /** Any other setting of the server, such as {@code shared_preload_libraries}. */
        public Builder setting(String name, String value) {
            settings.put(name, value);
            return this;
        }

        /** Creates the data folder when missing, starts the server and returns when it answers. */
        public PostgresPart start() {
            return new PostgresPart(this);
        }
    }
}
