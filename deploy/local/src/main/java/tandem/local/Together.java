package tandem.local;

import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Runs steps side by side and ends when all have ended; each step bounds its own time. */
final class Together {
    private Together() {}

    static void run(Collection<Runnable> steps) {
        var running = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            steps.forEach(step -> running.add(threads.submit(step)));
        }
        RuntimeException failed = null;
        for (var step : running) {
            failed = joined(failed, step);
        }
        if (failed != null) {
            throw failed;
        }
    }

    private static @Nullable RuntimeException joined(@Nullable RuntimeException failed, Future<?> step) {
        try {
            step.get();
            return failed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new PartFailed("Interrupted while starting or stopping", e);
        } catch (ExecutionException e) {
            var cause = e.getCause() instanceof RuntimeException known ? known : new PartFailed("Unexpected: " + e, e);
            if (failed == null) {
                return cause;
            }
            failed.addSuppressed(cause);
            return failed;
        }
    }
}
