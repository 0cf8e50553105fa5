package tandem.local;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Closes, in reverse order of start, what still runs when this JVM ends: nothing we started outlives us. */
final class Exit {
    private static final Deque<AutoCloseable> RUNNING = new ArrayDeque<>();
    private static boolean begun;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Exit::closeAll, "tandem-exit"));
    }

    private Exit() {}

    static synchronized void closes(AutoCloseable running) {
        RUNNING.remove(running);
        RUNNING.push(running);
    }

    static synchronized void forgets(AutoCloseable closed) {
        RUNNING.remove(closed);
    }

    /** True once the JVM is ending: from then on nothing new may start. */
    static synchronized boolean hasBegun() {
        return begun;
    }

    private static synchronized @Nullable AutoCloseable next() {
        begun = true;
        return RUNNING.poll();
    }

    @SuppressWarnings(
            "CatchAndPrintStackTrace") // the JVM is ending: no logger is left, and the next part must still be closed
    private static void closeAll() {
        for (var running = next(); running != null; running = next()) {
            try {
                running.close();
            } catch (Exception e) {
                e.printStackTrace();
            }
        }
    }
}
