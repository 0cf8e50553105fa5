package tandem.runtime.outbox;

import org.jspecify.annotations.Nullable;
import tandem.events.TandemEvent;

/**
 * An event with what led to it, for bulk work where each event has a cause, and a trace, of its own.
 *
 * @param traceparent null for the trace that is running
 */
public record Caused(
        TandemEvent event, @Nullable String cause, @Nullable String traceparent) {

    public Caused(TandemEvent event, @Nullable String cause) {
        this(event, cause, null);
    }

    /** With the trace that is running, unless it has one. */
    Caused traced(@Nullable String running) {
        return traceparent == null ? new Caused(event, cause, running) : this;
    }
}
