package tandem.verify.bench;

/**
 * One thing measured against its reference.
 *
 * @param id the name engineers know it by, such as {@code P1}
 * @param what what is measured, in words
 * @param reference what it is divided by, in words
 * @param better whether a higher or a lower ratio is better
 * @param floor the ratio that must hold
 * @param goal the ratio that is aimed at
 */
record Measure(String id, String what, String reference, Better better, double floor, double goal) {

    /** Throughputs want a high ratio, latencies a low one. */
    enum Better {
        HIGHER,
        LOWER
    }

    boolean meets(double ratio, double bound) {
        return better == Better.HIGHER ? ratio >= bound : ratio <= bound;
    }
}
