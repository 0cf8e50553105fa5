package tandem.runtime.failure;

import java.time.Duration;

/** How long to wait before trying again: doubling from the first to the longest wait. */
public record Backoff(Duration first, Duration longest) {

    private static final int DOUBLINGS_MAX = 20;

    /** The wait after that many failures in a row, counted from 1. */
    public Duration after(int failures) {
        var doubled = first.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_MAX));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
