package tandem.runtime;

import java.time.Duration;

/**
 * How long to wait before the next batch, so that a stream is taken in batches. A trickle and a backlog are never held up; a steady
 * flow is, by a few milliseconds: a commit per handful of events would take the machine away from those who send them. For one
 * thread.
 */
public final class Pacing {
    private static final double NANOS = 1e9;
    /** How fast the estimate of the flow follows: a tenth of a second. */
    private static final double MEMORY_SECONDS = 0.1;

    private final int busyPerSecond;
    private final Duration gather;
    private final int backlog;
    private double perSecond;
    private long last;

    /**
     * @param busyPerSecond flow above which batches are gathered
     * @param gather how long they are gathered
     * @param backlog size of a batch that shows that more is waiting already
     */
    public Pacing(int busyPerSecond, Duration gather, int backlog) {
        this.busyPerSecond = busyPerSecond;
        this.gather = gather;
        this.backlog = backlog;
    }

    /** The wait after a batch of this many records that was taken in at this reading of the nano clock. */
    public Duration after(int records, long nanos) {
        var seconds = last == 0 ? MEMORY_SECONDS : Math.max((nanos - last) / NANOS, 1e-6);
        last = nanos;
        var weight = 1 - Math.exp(-seconds / MEMORY_SECONDS);
        perSecond += weight * (records / seconds - perSecond);
        return records < backlog && perSecond > busyPerSecond ? gather : Duration.ZERO;
    }
}
