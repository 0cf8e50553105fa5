package tandem.simulator.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import tandem.local.Service;

/**
 * The simulated programme time of the four services: moves it and waits until what happened so far has reached everyone. The wait
 * looks twice, because an event may pass from a service asked later to one asked earlier between two questions.
 */
public final class ProgrammeClock {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(15);

    private final Caller simulator;

    public ProgrammeClock(Caller simulator) {
        this.simulator = simulator;
    }

    /** Moves programme time on every service at once; each runs the jobs that fall due before it answers. */
    public void moveTo(Instant instant) {
        Parallel.all(Arrays.stream(Service.values())
                .<Callable<Answer>>map(service -> () -> simulator
                        .put(service, "/internal/clock", Map.of("instant", instant.toString()))
                        .expect(200, 204))
                .toList());
    }

    /** Returns when no service has anything left to send or to read. */
    public void settle() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var quiet = 0;
        while (quiet < 2) {
            var backlogs = backlogs();
            quiet = backlogs.stream().allMatch(Backlog::isEmpty) ? quiet + 1 : 0;
            if (System.nanoTime() > deadline) {
                throw new StepFailed(
                        "The platform did not come to rest within %d s: %s".formatted(PATIENCE.toSeconds(), backlogs));
            }
            if (quiet == 0) {
                Pause.of(PAUSE);
            }
        }
    }

    public List<Backlog> backlogs() {
        return Parallel.all(Arrays.stream(Service.values())
                .<Callable<Backlog>>map(service -> () -> backlog(service))
                .toList());
    }

    private Backlog backlog(Service service) {
        var answer = simulator.get(service, "/internal/backlog").expect(200).body();
        return new Backlog(
                service,
                answer.path("outbox").asLong(),
                answer.path("lag").asLong(),
                answer.path("deadLetters").asLong());
    }

    /** What a service still has to send and to read, and what it has quarantined. */
    public record Backlog(Service service, long outbox, long lag, long deadLetters) {
        boolean isEmpty() {
            return outbox == 0 && lag == 0;
        }
    }
}
