package tandem.verify.audit;

/**
 * One question to the evidence. The SQL selects a text {@code sample} per violation: none means the invariant holds.
 *
 * @param counts which total of the report the violations add to
 */
record Check(String invariant, String found, Counts counts, String sql) {
    enum Counts {
        LOST,
        DUPLICATED,
        NEITHER
    }

    static Check lost(String invariant, String found, String sql) {
        return new Check(invariant, found, Counts.LOST, sql);
    }

    static Check duplicated(String invariant, String found, String sql) {
        return new Check(invariant, found, Counts.DUPLICATED, sql);
    }

    static Check other(String invariant, String found, String sql) {
        return new Check(invariant, found, Counts.NEITHER, sql);
    }
}
