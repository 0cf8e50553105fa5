package tandem.runtime.event;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries a trace from the request that changed something to the consumer that acts on it, as W3C {@code traceparent}. */
public final class Traces {

    private static final int LENGTH = 55;
    private static final int TRACE_ID_AT = 3;
    private static final int SPAN_ID_AT = 36;
    private static final int FLAGS_AT = 53;

    private Traces() {}

    /** The running span, or null when there is none. */
    public static @Nullable String current() {
        var span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex()
                : null;
    }

    /** Runs the work in a span whose parent is in another process. */
    public static void consuming(String name, @Nullable String traceparent, Runnable work) {
        var parent = parse(traceparent);
        if (!parent.isValid()) {
            work.run();
            return;
        }
        var span = GlobalOpenTelemetry.getTracer("tandem")
                .spanBuilder(name)
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(Context.current().with(Span.wrap(parent)))
                .startSpan();
        try {
            Context.current().with(span).wrap(work).run();
        } finally {
            span.end();
        }
    }

    /** Runs the work as part of a span that another thread has begun. */
    public static <R> R resuming(@Nullable String traceparent, Supplier<R> work) {
        var parent = parse(traceparent);
        return parent.isValid()
                ? Context.current().with(Span.wrap(parent)).wrapSupplier(work).get()
                : work.get();
    }

    private static SpanContext parse(@Nullable String traceparent) {
        if (traceparent == null || traceparent.length() < LENGTH) {
            return SpanContext.getInvalid();
        }
        return SpanContext.createFromRemoteParent(
                traceparent.substring(TRACE_ID_AT, SPAN_ID_AT - 1),
                traceparent.substring(SPAN_ID_AT, FLAGS_AT - 1),
                TraceFlags.fromHex(traceparent, FLAGS_AT),
                TraceState.getDefault());
    }
}
