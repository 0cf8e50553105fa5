package tandem.analytics.steering;

/**
 * The interval of a share: Wilson's score interval at 95 %, which stays within 0 and 1 and is honest about few (E. B. Wilson, 1927). It
 * takes each thing counted for independent, so it is narrow where a few people have many.
 */
record Interval(double low, double high) {

    private static final double Z = 1.959963984540054;

    static Interval of(long hits, long total) {
        if (total <= 0 || hits < 0 || hits > total) {
            throw new IllegalArgumentException("no share: " + hits + " of " + total);
        }
        var share = (double) hits / total;
        var z2 = Z * Z;
        var middle = share + z2 / (2 * total);
        var half = Z * Math.sqrt(share * (1 - share) / total + z2 / (4.0 * total * total));
        var scale = 1 + z2 / total;
        return new Interval(Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale));
    }
}
