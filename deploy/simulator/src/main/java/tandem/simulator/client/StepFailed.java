package tandem.simulator.client;

/** A step of the story did not happen; the message names the step and what was answered instead. */
public final class StepFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StepFailed(String message) {
        super(message);
    }

    public StepFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
