package tandem.verify.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tandem.local.LocalPlatform;
import tandem.local.Part;
import tandem.local.Service;

/**
 * Something that happens to real processes.
 *
 * @param id the name engineers know it by, such as {@code F1}
 * @param what what happens, in words
 * @param strike does it, and brings back what it took down
 */
record Fault(String id, String what, Strike strike) {

    /** Does it to a running platform. */
    @FunctionalInterface
    interface Strike {
        void on(LocalPlatform platform);
    }

    private static final Duration DOWN = Duration.ofSeconds(2);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration BROKER_DOWN = Duration.ofSeconds(15);

    /** kill -9 of each service, of the broker and of PostgreSQL; each service asked to end under load. */
    static List<Fault> kills() {
        var faults = new ArrayList<Fault>();
        for (var service : Service.values()) {
            faults.add(new Fault(
                    "F1",
                    "kill -9 of " + service.fullName(),
                    platform -> killAndRestart(platform.service(service), DOWN)));
        }
        for (var service : Service.values()) {
            faults.add(new Fault(
                    "F38",
                    "SIGTERM of " + service.fullName() + ", and another in its place",
                    platform -> endAndRestart(platform.service(service))));
        }
        faults.add(new Fault(
                "F5",
                "kill -9 of the broker, down for 15 s",
                platform -> killAndRestart(platform.kafka(), BROKER_DOWN)));
        faults.add(new Fault("F8", "kill -9 of PostgreSQL", platform -> killAndRestart(platform.postgres(), DOWN)));
        return List.copyOf(faults);
    }

    private static void killAndRestart(Part part, Duration down) {
        part.kill();
        sleep(down);
        part.restart();
    }

    /** It has to end by itself: a part that is killed because it did not would prove nothing. */
    private static void endAndRestart(Part part) {
        part.process().signal("TERM");
        var deadline = System.nanoTime() + ENDS_WITHIN.toNanos();
        while (part.isRunning()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(part.name() + " does not end within " + ENDS_WITHIN);
            }
            sleep(LOOK_AGAIN);
        }
        part.restart();
    }

    static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted in the middle of a fault", e);
        }
    }
}
