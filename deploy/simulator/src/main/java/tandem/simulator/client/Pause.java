package tandem.simulator.client;

import java.time.Duration;

/** Waiting before asking again. */
public final class Pause {
    private Pause() {}

    public static void of(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("Interrupted while waiting for the platform", e);
        }
    }
}
