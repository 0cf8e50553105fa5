package tandem.runtime.event;

import org.jspecify.annotations.Nullable;

/** What led to the events appended while it lasts: the id of an event taken in, or of a request. */
public final class Cause {

    private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

    private Cause() {}

    /** Runs the work; every event it appends names this cause, unless it names its own. */
    public static <R> R during(String cause, ScopedValue.CallableOp<R, RuntimeException> work) {
        return ScopedValue.where(CURRENT, cause).call(work);
    }

    public static @Nullable String current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }
}
