package tandem.local;

import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Runs steps side by side and ends when all have ended; each step bounds its own time, and every failure is told. */
final class Together {
    private Together() {}

    static void run(Collection<Runnable> steps) {
        var running = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            steps.forEach(step -> running.add(threads.submit(step)));
        }
        var failures = new ArrayList<Throwable>();
        for (var step : running) {
            try {
                step.get();
            } catch (ExecutionException e) {
                failures.add(e.getCause() == null ? e : e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            var told = failures.stream().map(Together::told).collect(Collectors.joining("\n\n"));
            var failed = new PartFailed(told, failures.getFirst());
            failures.stream().skip(1).forEach(failed::addSuppressed);
            throw failed;
        }
    }

    private static String told(Throwable failure) {
        return failure instanceof PartFailed known ? String.valueOf(known.getMessage()) : "Unexpected: " + failure;
    }
}
