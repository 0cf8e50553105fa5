package tandem.runtime.ingest;

import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tandem.events.TandemEvent;
import tandem.runtime.event.Cause;
import tandem.runtime.event.Traces;
import tandem.runtime.outbox.Caused;

/**
 * An event from outside, known to be new, allowed and valid.
 *
 * @param time when it happened, as its source says
 * @param traceparent of the request it came with, which another thread commits
 */
public record Inbound<T>(
        String source,
        String id,
        @Nullable Instant time,
        T data,
        @Nullable String traceparent) {

    /** How events that follow from this one name it as their cause. */
    public String cause() {
        return cause(source, id);
    }

    /** The same event, with its data in other words. */
    public <R> Inbound<R> as(R other) {
        return new Inbound<>(source, id, time, other, traceparent);
    }

    /** The event told, with this one as its cause; for {@link tandem.runtime.outbox.Outbox#appendCaused}. */
    public Caused causes(TandemEvent told) {
        return new Caused(told, cause(), traceparent);
    }

    /** Runs the work; what it tells names this event as its cause and goes on with its trace. */
    public <R> R causing(Supplier<R> work) {
        return Traces.resuming(traceparent, () -> Cause.during(cause(), work::get));
    }

    /** The identity of an inbound event in one text: {@code <source>#<id>}. */
    public static String cause(String source, String id) {
        return source + "#" + id;
    }
}
