package tandem.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A packaged service in a JVM of its own, ready when its own health says so. */
public final class ServicePart implements Part {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** One collector thread and a modest heap: four services share a laptop with a broker and a database. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-Xms64m",
            "-Xmx384m",
            "-XX:NewSize=48m",
            "-XX:ReservedCodeCacheSize=96m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final Site site;
    private final Service service;
    private final int port;
    private final List<String> command;
    private final Map<String, String> environment;
    private OsProcess process;

    private ServicePart(Builder chosen) {
        site = chosen.site;
        service = chosen.service;
        port = chosen.port;
        environment = Map.copyOf(chosen.environment);
        command = new ArrayList<>(List.of(Jvm.java()));
        command.addAll(JVM_OPTIONS);
        command.addAll(chosen.jvmOptions);
        command.add("-Dtandem.site=" + site.folder()); // tells a person looking at processes whose this one is
        command.addAll(
                List.of("-jar", chosen.checkout.service(service.fullName()).toString()));
        process = launch();
    }

    public static Builder of(Service service, Site site, Checkout checkout) {
        return new Builder(service, site, checkout);
    }

    public Service service() {
        return service;
    }

    public String url() {
        return "http://localhost:" + port;
    }

    public int port() {
        return port;
    }

    @Override
    public String name() {
        return service.fullName();
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

    /** True when the service says it can work, which it must not while a partition is stuck. */
    public boolean isReady() {
        return Http.answersOk(url() + "/q/health/ready");
    }

    /** Waits until the service says it can work again, as after a part it needs came back. */
    public void awaitReady(Duration limit) {
        process.awaitReady(limit, this::isReady);
    }

    private OsProcess launch() {
        var launched = OsProcess.start(site, name(), command, environment);
        try {
            launched.awaitReady(READY_WITHIN, this::isReady);
        } catch (PartFailed e) {
            launched.close();
            throw e;
        }
        Exit.closes(this);
        return launched;
    }

    /** The choices of one service. */
    public static final class Builder {
        private final Service service;
        private final Site site;
        private final Checkout checkout;
        private final Map<String, String> environment = new LinkedHashMap<>();
        private final List<String> jvmOptions = new ArrayList<>();
        private int port;

        private Builder(Service service, Site site, Checkout checkout) {
            this.service = service;
            this.site = site;
            this.checkout = checkout;
            port(service.usualPort());
        }

        public Builder port(int chosen) {
            port = chosen;
            return environment("QUARKUS_HTTP_PORT", Integer.toString(chosen));
        }

        public Builder environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        public Builder environment(Map<String, String> more) {
            environment.putAll(more);
            return this;
        }

        /** An option of the JVM, after ours and so stronger; a system property as {@code -Dname=value}. */
        public Builder jvmOption(String option) {
            jvmOptions.add(option);
            return this;
        }

        /** Starts the service and returns when it is ready. */
        public ServicePart start() {
            return new ServicePart(this);
        }
    }
}
