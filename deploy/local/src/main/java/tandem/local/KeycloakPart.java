package tandem.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Keycloak on our PostgreSQL, with the realm of {@code deploy/keycloak}. Its long build for the chosen options is made once per
 * machine and kept in the cache; every site links to it and keeps only its own realm file. The realm is imported once, so a change of
 * the file reaches an existing site only with fresh data.
 */
public final class KeycloakPart implements Part {
    private static final String NAME = "keycloak";
    private static final String DATABASE = "keycloak";
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration BUILT_WITHIN = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(TANDEM_[A-Z_]+)}");

    /** Chosen at build time; another list is another cache entry. */
    private static final List<String> BUILD_OPTIONS =
            List.of("--db=postgres", "--health-enabled=false", "--metrics-enabled=false");

    /** The quick compiler alone: a third less CPU on a fresh start, and there is little to gain from more later. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-Xms64m",
            "-Xmx400m",
            "-XX:MaxMetaspaceSize=256m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Dpicocli.disable.closures=true",
            "-Dfile.encoding=UTF-8",
            "-Duser.language=en",
            "-Duser.country=US",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED");

    private final Site site;
    private final int port;
    private final PostgresServer database;
    private final Secrets secrets;
    private final Path home;
    private final Path realm;
    private OsProcess process;

    private KeycloakPart(Builder chosen) {
        site = chosen.site;
        port = chosen.port;
        database = chosen.database;
        secrets = new Secrets(site);
        home = site.data(NAME);
        realm = chosen.checkout.realm();
        layOut(prepare(chosen.checkout));
        Databases.provisionPlain(database, DATABASE, databasePassword());
        process = launch();
    }

    public static Builder in(Site site, Checkout checkout, PostgresServer database) {
        return new Builder(site, checkout, database);
    }

    /**
     * Unpacks and builds Keycloak in the cache of this machine when it is not there yet; returns where it is. Worth doing while other
     * parts start.
     */
    public static Path prepare(Checkout checkout) {
        var archive = checkout.keycloakArchive();
        var version = archive.getFileName().toString().replaceAll("^keycloak-quarkus-dist-|\\.tar\\.gz$", "");
        var options = Integer.toHexString(String.join(" ", BUILD_OPTIONS).hashCode());
        return Cache.entry("keycloak-" + version + "-" + options, draft -> {
            try (var packed = new GZIPInputStream(Files.newInputStream(archive), 1 << 16)) {
                Archive.unpack(packed, draft, 1);
            }
            var command = new ArrayList<>(List.of(draft.resolve("bin/kc.sh").toString(), "build"));
            command.addAll(BUILD_OPTIONS);
            OsProcess.output(
                    "Building Keycloak", command, Map.of("JAVA_HOME", Jvm.home().toString()), BUILT_WITHIN);
        });
    }

    public String url() {
        return "http://localhost:" + port;
    }

    /** The issuer of the tokens. */
    public String realmUrl() {
        return url() + "/realms/tandem";
    }

    public int port() {
        return port;
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
        process.stop("TERM", PATIENCE);
    }

    private void layOut(Path built) {
        try {
            for (var part : List.of("bin", "conf", "lib", "providers", "themes", "version.txt")) {
                var link = home.resolve(part);
                if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                    Files.delete(link);
                }
                Files.createSymbolicLink(link, built.resolve(part));
            }
            var imports = Files.createDirectories(home.resolve("data").resolve("import"));
            Files.copy(realm, imports.resolve("tandem-realm.json"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new PartFailed("Cannot lay out Keycloak in " + home + ": " + e.getMessage(), e);
        }
    }

    private OsProcess launch() {
        var command = new ArrayList<String>();
        command.add(Jvm.java());
        command.addAll(JVM_OPTIONS);
        command.add("-Dkc.home.dir=" + home);
        command.add("-Djboss.server.config.dir=" + home.resolve("conf"));
        command.addAll(List.of("-cp", home.resolve("lib/quarkus-run.jar").toString()));
        command.addAll(
                List.of("io.quarkus.bootstrap.runner.QuarkusEntryPoint", "start", "--optimized", "--import-realm"));
        command.addAll(List.of("--http-enabled=true", "--http-host=localhost", "--http-port=" + port));
        command.addAll(List.of("--hostname=" + url(), "--cache=local"));
        command.add("--db-url=" + database.jdbcUrl(DATABASE));
        command.addAll(List.of("--db-username=" + DATABASE, "--db-pool-max-size=15"));
        var launched = OsProcess.start(site, NAME, command, environment());
        try {
            launched.awaitReady(READY_WITHIN, () -> Http.answersOk(realmUrl()));
        } catch (PartFailed e) {
            launched.kill();
            throw e;
        }
        Exit.closes(this);
        return launched;
    }

    private Map<String, String> environment() {
        var environment = new HashMap<>(realmSecrets());
        environment.put("KC_DB_PASSWORD", databasePassword());
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.get("keycloak-admin"));
        return environment;
    }

    /** The realm names its secrets as placeholders; each is made up here, under its own name in lower case. */
    private Map<String, String> realmSecrets() {
        try {
            var found = new TreeMap<String, String>();
            var matcher = PLACEHOLDER.matcher(Files.readString(realm));
            while (matcher.find()) {
                found.put(matcher.group(1), secrets.get(Secrets.nameOf(matcher.group(1))));
            }
            return found;
        } catch (IOException e) {
            throw new PartFailed("Cannot read " + realm + ": " + e.getMessage(), e);
        }
    }

    private String databasePassword() {
        return secrets.get("database-keycloak");
    }

    /** The choices of one Keycloak. */
    public static final class Builder {
        private final Site site;
        private final Checkout checkout;
        private final PostgresServer database;
        private int port = Ports.free();

        private Builder(Site site, Checkout checkout, PostgresServer database) {
            this.site = site;
            this.checkout = checkout;
            this.database = database;
        }

        public Builder port(int chosen) {
            port = chosen;
            return this;
        }

        /** Prepares the cache, makes the database, imports the realm and returns when the realm answers. */
        public KeycloakPart start() {
            return new KeycloakPart(this);
        }
    }
}
