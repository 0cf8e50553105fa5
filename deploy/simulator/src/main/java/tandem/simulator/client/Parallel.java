package tandem.simulator.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Calls whose order does not matter, a bounded number at a time; the first failure is the caller's. */
public final class Parallel {
    private static final int AT_A_TIME = 16;

    private Parallel() {}

    /** The results in the order of the calls. */
    public static <T> List<T> all(Collection<? extends Callable<T>> calls) {
        var permits = new Semaphore(AT_A_TIME);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<T>>();
            for (var call : calls) {
                running.add(threads.submit(() -> {
                    permits.acquire();
                    try {
                        return call.call();
                    } finally {
                        permits.release();
                    }
                }));
            }
            var results = new ArrayList<T>();
            for (var future : running) {
                results.add(result(future));
            }
            return results;
        }
    }

    /** Does the same for each. */
    public static <T> void each(Collection<T> things, Consumer<T> step) {
        all(things.stream()
                .<Callable<Boolean>>map(thing -> () -> {
                    step.accept(thing);
                    return true;
                })
                .toList());
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new StepFailed("A call failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("Interrupted while waiting for calls", e);
        }
    }
}
