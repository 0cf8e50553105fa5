package tandem.local;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** {@code ./tandem up}: starts everything, says where it is, stays until it is stopped, and then stops what it started. */
public final class Up {
    private static final int USAGE = 2;

    private final PrintStream out;
    private final Site site;
    private final Arguments arguments;

    private Up(PrintStream out, Site site, Arguments arguments) {
        this.out = out;
        this.site = site;
        this.arguments = arguments;
    }

    public static void main(String[] args) throws InterruptedException {
        try {
            var arguments = Arguments.of(List.of(args));
            var checkout = Checkout.find();
            followLauncher();
            new Up(System.out, site(checkout), arguments).run(checkout);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(USAGE);
        } catch (PartFailed e) {
            if (!Exit.hasBegun()) {
                System.err.println("\n" + e.getMessage());
                System.exit(1);
            }
        }
    }

    /** The folder of this checkout, or the one named by TANDEM_HOME. */
    public static Site site(Checkout checkout) {
        var chosen = System.getenv("TANDEM_HOME");
        return new Site(chosen == null || chosen.isBlank() ? checkout.root().resolve(".tandem") : Path.of(chosen));
    }

    private void run(Checkout checkout) throws InterruptedException {
        var begun = System.nanoTime();
        out.println("Starting Tandem in " + site.folder());
        var platform = LocalPlatform.in(site, checkout)
                .ports(PortPlan.usual(arguments.portOffset(), System.getenv()))
                .fresh(arguments.fresh())
                .simulatedClock(arguments.simulatedClock())
                .progress(new Lines(out))
                .start();
        platform.parts().forEach(this::tellWhenItDies);
        out.print(welcome(platform, Duration.ofNanos(System.nanoTime() - begun)));
        out.flush();
        new CountDownLatch(1).await();
    }

    private String welcome(LocalPlatform platform, Duration took) {
        return """

                Tandem is up after %.0f s.

                  intake      %s
                  matching    %s
                  session     %s
                  analytics   %s
                  Keycloak    %s   (admin, password in %s)
                  PostgreSQL  %s   Kafka %s
                  mail        what is sent ends up in %s

                A token of a machine, here acme's HR system, and of a person, here acme's programme lead:

                  curl -s %s/protocol/openid-connect/token -d grant_type=client_credentials \\
                    -d client_id=acme-hris --data-urlencode client_secret@%s
                  curl -s %s/protocol/openid-connect/token -d grant_type=password -d client_id=tandem-cli \\
                    -d username=ada-lead --data-urlencode password@%s

                What was published, in SQL, as acme's BI tools read it (schema impact):

                  %s -c 'select * from latest'

                Logs are in %s. Ctrl-C stops everything; the data stay.
                """.formatted(
                        took.toMillis() / 1000.0,
                        platform.url(Service.INTAKE),
                        platform.url(Service.MATCHING),
                        platform.url(Service.SESSION),
                        platform.url(Service.ANALYTICS),
                        platform.keycloak().url(),
                        site.secrets().resolve("keycloak-admin"),
                        platform.postgres().server(),
                        platform.kafka().bootstrapServers(),
                        platform.mail().folder(),
                        platform.keycloak().realmUrl(),
                        site.secrets().resolve("client-acme-hris"),
                        platform.keycloak().realmUrl(),
                        site.secrets().resolve("password-people"),
                        platform.psql("acme"),
                        site.folder().resolve("logs"));
    }

    private void tellWhenItDies(Part part) {
        part.process().whenEnded(() -> {
            if (!Exit.hasBegun()) {
                out.printf(
                        "%n%s ended with code %d. Its log %s ends with:%n%s%nThe others still run; Ctrl-C and ./tandem up start it again.%n",
                        part.name(),
                        part.process().exitValue(),
                        part.process().log(),
                        part.process().tail(15));
            }
        });
    }

    /** Ends this JVM with the script that started it, which may be killed without a word; then nobody is left to stop us. */
    public static void followLauncher() {
        var launcher = Long.getLong("tandem.launcher");
        if (launcher != null) {
            ProcessHandle.of(launcher)
                    .ifPresent(handle -> Thread.startVirtualThread(() -> {
                        handle.onExit().join();
                        System.exit(1);
                    }));
        }
    }

    private record Lines(PrintStream out) implements LocalPlatform.Progress {
        @Override
        public synchronized void ready(Part part, Duration took) {
            out.printf("  %-18s ready after %4.1f s%n", part.name(), took.toMillis() / 1000.0);
        }

        @Override
        public synchronized void say(String sentence) {
            out.println("  " + sentence);
        }
    }

    private record Arguments(boolean fresh, boolean simulatedClock, int portOffset) {
        static Arguments of(List<String> words) {
            var fresh = false;
            var simulatedClock = false;
            var offset = System.getenv().getOrDefault("TANDEM_PORT_OFFSET", "0");
            for (var next = words.iterator(); next.hasNext(); ) {
                var word = next.next();
                switch (word) {
                    case "--fresh" -> fresh = true;
                    case "--simulated-clock" -> simulatedClock = true;
                    case "--port-offset" -> offset = next.hasNext() ? next.next() : "";
                    default -> throw new IllegalArgumentException("Unknown option " + word);
                }
            }
            return new Arguments(fresh, simulatedClock, number(offset));
        }

        private static int number(String offset) {
            try {
                return Integer.parseInt(offset);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("--port-offset needs a number, not '" + offset + "'", e);
            }
        }
    }
}
