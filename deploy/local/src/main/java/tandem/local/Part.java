package tandem.local;

/**
 * One process of the platform. It keeps its data and its port when it is closed or killed, so {@link #restart()} brings back the
 * same part, as after a crash.
 */
public interface Part extends AutoCloseable {
    String name();

    OsProcess process();

    /** Starts the part again on the data and the port it had; returns when it answers. */
    void restart();

    /** Asks the part to end, and ends it when it does not within its patience. */
    @Override
    void close();

    default long pid() {
        return process().pid();
    }

    default boolean isRunning() {
        return process().isAlive();
    }

    /** SIGKILL, to the part and everything it started. */
    default void kill() {
        process().kill();
    }

    /** SIGSTOP: the part keeps its sockets and does nothing. */
    default void pause() {
        process().signal("STOP");
    }

    /** SIGCONT. */
    default void resume() {
        process().signal("CONT");
    }
}
