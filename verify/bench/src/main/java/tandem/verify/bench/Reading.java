package tandem.verify.bench;

/**
 * What one timed run gave.
 *
 * @param value rate per second or latency in milliseconds, as the measure has it
 * @param lost accepted but not found at the end
 * @param doubled found more than once at the end
 */
record Reading(double value, long lost, long doubled) {

    static Reading of(double value) {
        return new Reading(value, 0, 0);
    }

    /** {@code count} things in {@code nanos}, per second. */
    static double perSecond(long count, long nanos) {
        return count * 1e9 / nanos;
    }
}
