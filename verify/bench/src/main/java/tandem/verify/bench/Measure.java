package tandem.verify.bench;

/**
 * One thing measured against its reference.
 *
 * @param id the name engineers know it by, such as {@code P1}
 * @param what what is measured, in words
 * @param reference what it is divided by, in words
 * @param better whether a higher or a lower ratio is better
 * @param floor the ratio that must hold; not a number where none is set and the measure is only reported
 * @param goal the ratio that is aimed at
 */
record Measure(String id, String what, String reference, Better better, double floor, double goal) {

    /** Throughputs want a high ratio, latencies a low one. */
    enum Better {
        HIGHER,
        LOWER
    }

    /** A measure nobody has set a floor for. */
    static Measure reported(String id, String what, String reference, Better better) {
        return new Measure(id, what, reference, better, Double.NaN, Double.NaN);
    }

    boolean isReportedOnly() {
        return Double.isNaN(floor);
    }

    boolean meets(double ratio, double bound) {
        return better == Better.HIGHER ? ratio >= bound : ratio <= bound;
    }
}
