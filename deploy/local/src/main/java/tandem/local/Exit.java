package tandem.local;

import java.util.concurrent.ConcurrentLinkedDeque;

/** Closes, in reverse order of start, what is still running when this JVM ends: nothing we started outlives us. */
final class Exit {
    private static final ConcurrentLinkedDeque<AutoCloseable> RUNNING = new ConcurrentLinkedDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Exit::closeAll, "tandem-exit"));
    }

    private Exit() {}

    static void closes(AutoCloseable running) {
        RUNNING.remove(running);
        RUNNING.push(running);
    }

    static void forgets(AutoCloseable closed) {
        RUNNING.remove(closed);
    }

    @SuppressWarnings(
            "CatchAndPrintStackTrace") // the JVM is ending: no logger is left, and the next part must still be closed
    private static void closeAll() {
        for (var next = RUNNING.poll(); next != null; next = RUNNING.poll()) {
            try {
                next.close();
            } catch (Exception e) {
                e.printStackTrace();
            }
        }
    }
}
