package tandem.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The whole of Tandem on this machine: real parts, packaged services, one folder. The launcher, the demo, the journey, the faults and
 * the benches all start it here, so that what is proven is what runs.
 */
public final class LocalPlatform implements AutoCloseable {
    /** Those the local realm knows. */
    private static final List<String> TENANTS = List.of("acme", "globex");

    private final Site site;
    private final PortPlan ports;
    private final Builder chosen;
    private final Secrets secrets;
    private final Tokens tokens;
    private final SiteLock lock;
    private final List<Part> parts = new CopyOnWriteArrayList<>();

    private LocalPlatform(Builder chosen) {
        this.chosen = chosen;
        site = chosen.site;
        ports = chosen.ports;
        secrets = new Secrets(site);
        tokens = new Tokens("http://localhost:" + ports.of(PortPlan.KEYCLOAK) + "/realms/tandem", secrets);
        lock = SiteLock.take(site);
        try {
            lock.endLeftovers()
                    .forEach(part -> chosen.progress.say("ended " + part + ", left by a launcher that was killed"));
            if (chosen.fresh) {
                lock.empty();
            }
            ports.requireFree();
            start();
        } catch (PartFailed e) {
            close();
            throw e;
        }
        Exit.closes(this);
    }

    public static Builder in(Site site, Checkout checkout) {
        return new Builder(site, checkout);
    }

    public PostgresPart postgres() {
        return part(PostgresPart.class);
    }

    public KafkaPart kafka() {
        return part(KafkaPart.class);
    }

    public KeycloakPart keycloak() {
        return part(KeycloakPart.class);
    }

    public MailPart mail() {
        return part(MailPart.class);
    }

    public ServicePart service(Service service) {
        return services().stream()
                .filter(running -> running.service() == service)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(service + " was not started"));
    }

    public String url(Service service) {
        return "http://localhost:" + ports.of(service);
    }

    /** The passwords of a service's database roles, for an auditor that reads what the service wrote. */
    public Databases.Passwords databasePasswords(Service service) {
        return secrets.database(service.id());
    }

    /** Tokens of machines and demo people. */
    public Tokens tokens() {
        return tokens;
    }

    public Accounts accounts() {
        return new Accounts(keycloak(), tokens, secrets);
    }

    public Site site() {
        return site;
    }

    /** Everything that runs, in the order it became ready. */
    public List<Part> parts() {
        return List.copyOf(parts);
    }

    /** Services first, PostgreSQL last, in bounded time; the data stay. */
    @Override
    public void close() {
        Exit.forgets(this);
        var servers = new ArrayList<Part>(parts);
        servers.removeAll(services());
        servers.removeIf(PostgresPart.class::isInstance);
        var databases = parts.stream().filter(PostgresPart.class::isInstance).toList();
        try {
            closeAll(services());
            closeAll(servers);
            closeAll(databases);
        } finally {
            parts.clear();
            lock.close();
        }
    }

    private void start() {
        Together.run(List.of(
                this::startPostgres,
                this::startKafka,
                () -> timed(() -> MailPart.start(site, ports.of(PortPlan.MAIL))),
                () -> KeycloakPart.prepare(chosen.checkout)));
        timed(() -> KeycloakPart.in(site, chosen.checkout, postgres().server())
                .port(ports.of(PortPlan.KEYCLOAK))
                .start());
        Together.run(chosen.services.stream()
                .map(service -> (Runnable) () -> startService(service))
                .toList());
        if (chosen.services.contains(Service.ANALYTICS)) {
            TENANTS.forEach(tenant -> Databases.reader(
                    postgres().server(),
                    Service.ANALYTICS.id(),
                    Service.ANALYTICS.id(),
                    tenant,
                    secrets.reader(tenant)));
        }
    }

    /** How a tenant's BI tools connect: a command for psql. */
    public String psql(String tenant) {
        return "PGPASSWORD=$(cat %s) psql -h localhost -p %d -U %s %s"
                .formatted(
                        site.secrets().resolve(Secrets.readerFile(tenant)),
                        ports.of(PortPlan.POSTGRES),
                        Databases.readerOf(Service.ANALYTICS.id(), tenant),
                        Service.ANALYTICS.id());
    }

    private void startPostgres() {
        timed(() -> {
            var postgres = PostgresPart.in(site)
                    .port(ports.of(PortPlan.POSTGRES))
                    .superuserPassword(secrets.get("database-superuser"))
                    .durability(chosen.durability)
                    .start();
            for (var service : Service.values()) {
                Databases.provision(postgres.server(), service.id(), secrets.database(service.id()));
            }
            return postgres;
        });
    }

    private void startKafka() {
        timed(() -> KafkaPart.in(site, chosen.checkout)
                .port(ports.of(PortPlan.KAFKA))
                .controllerPort(ports.of(PortPlan.KAFKA_CONTROLLER))
                .start());
    }

    /**
     * A second instance of a service, on a free port and with its log and process id in a folder of its own; closed by whoever asked
     * for it.
     */
    public ServicePart replica(Service service) {
        return instance(service, new Site(site.folder().resolve("replica")), Ports.free());
    }

    private void startService(Service service) {
        timed(() -> instance(service, site, ports.of(service)));
    }

    private ServicePart instance(Service service, Site home, int port) {
        var builder = ServicePart.of(service, home, chosen.checkout)
                .port(port)
                .environment(environment(service))
                .environment(chosen.environments.getOrDefault(service, Map.of()));
        chosen.jvmOptions.getOrDefault(service, List.of()).forEach(builder::jvmOption);
        return builder.start();
    }

    private void timed(Starting starting) {
        var begun = System.nanoTime();
        var part = starting.start();
        parts.add(part);
        chosen.progress.ready(part, Duration.ofNanos(System.nanoTime() - begun));
    }

    private Map<String, String> environment(Service service) {
        var passwords = secrets.database(service.id());
        var environment = new HashMap<String, String>();
        environment.put("QUARKUS_HTTP_HOST", "localhost");
        environment.put("TANDEM_DB_HOST", "localhost");
        environment.put("TANDEM_DB_PORT", Integer.toString(ports.of(PortPlan.POSTGRES)));
        environment.put("TANDEM_DB_OWNER_PASSWORD", passwords.owner());
        environment.put("TANDEM_DB_APP_PASSWORD", passwords.app());
        environment.put("TANDEM_DB_FEED_PASSWORD", passwords.feed());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka().bootstrapServers());
        environment.put("TANDEM_OIDC_URL", keycloak().realmUrl());
        environment.put("TANDEM_CLIENT_SECRET", secrets.client(service.fullName()));
        environment.put("TANDEM_MASTER_KEY", secrets.key("master-key-" + service.id()));
        environment.put("TANDEM_MAIL_SERVER", "localhost");
        environment.put("TANDEM_MAIL_PORT", Integer.toString(ports.of(PortPlan.MAIL)));
        for (var other : Service.values()) {
            environment.put("TANDEM_" + other.name() + "_URL", url(other));
        }
        environment.put("TANDEM_CLOCK", chosen.simulatedClock ? "simulated" : "real");
        if (chosen.simulatedClock) {
            environment.put("TANDEM_CLOCK_ALLOW_SIMULATED", "true");
        }
        if (service == Service.INTAKE) {
            environment.put("TANDEM_KEYCLOAK_ADMIN_URL", keycloak().url() + "/admin/realms/tandem");
        }
        return environment;
    }

    private List<ServicePart> services() {
        return parts.stream()
                .filter(ServicePart.class::isInstance)
                .map(ServicePart.class::cast)
                .sorted(Comparator.comparing(ServicePart::service))
                .toList();
    }

    private <P extends Part> P part(Class<P> kind) {
        return parts.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(kind.getSimpleName() + " does not run"));
    }

    private static void closeAll(Collection<? extends Part> parts) {
        Together.run(parts.stream().map(part -> (Runnable) part::close).toList());
    }

    @FunctionalInterface
    private interface Starting {
        Part start();
    }

    /** Hears how the start goes. */
    public interface Progress {
        /** A part answers, and how long that took. */
        void ready(Part part, Duration took);

        /** Something a person should know. */
        void say(String sentence);

        /** Hears nothing, for tests. */
        Progress SILENT = new Progress() {
            @Override
            public void ready(Part part, Duration took) {}

            @Override
            public void say(String sentence) {}
        };
    }

    /** The choices of one platform: free ports, real durability, real time and all four services unless said otherwise. */
    public static final class Builder {
        private final Site site;
        private final Checkout checkout;
        private final Map<Service, Map<String, String>> environments = new EnumMap<>(Service.class);
        private final Map<Service, List<String>> jvmOptions = new EnumMap<>(Service.class);
        private Set<Service> services = EnumSet.allOf(Service.class);
        private PortPlan ports = PortPlan.free();
        private Durability durability = Durability.REAL;
        private Progress progress = Progress.SILENT;
        private boolean simulatedClock;
        private boolean fresh;

        private Builder(Site site, Checkout checkout) {
            this.site = site;
            this.checkout = checkout;
        }

        public Builder ports(PortPlan chosen) {
            ports = chosen;
            return this;
        }

        public Builder durability(Durability chosen) {
            durability = chosen;
            return this;
        }

        /** Lets {@code PUT /internal/clock} move programme time. */
        public Builder simulatedClock(boolean chosen) {
            simulatedClock = chosen;
            return this;
        }

        /** Empties the site before the start. */
        public Builder fresh(boolean chosen) {
            fresh = chosen;
            return this;
        }

        public Builder services(Service... chosen) {
            services = EnumSet.noneOf(Service.class);
            services.addAll(List.of(chosen));
            return this;
        }

        /** One more variable of one service, stronger than those every service gets. */
        public Builder environment(Service service, String name, String value) {
            environments.computeIfAbsent(service, none -> new HashMap<>()).put(name, value);
            return this;
        }

        /** One more option of the JVM of one service. */
        public Builder jvmOption(Service service, String option) {
            jvmOptions.computeIfAbsent(service, none -> new ArrayList<>()).add(option);
            return this;
        }

        public Builder progress(Progress chosen) {
            progress = chosen;
            return this;
        }

        /** Starts everything and returns when all of it is ready; when anything fails, what was started is stopped. */
        public LocalPlatform start() {
            return new LocalPlatform(this);
        }
    }
}
