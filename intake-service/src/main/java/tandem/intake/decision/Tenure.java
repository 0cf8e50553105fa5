package tandem.intake.decision;

/**
 * A length of service nobody has: where the calendar of a real employment is not at hand, a month is a twelfth of 365.25 days.
 *
 * @param unit in which people would name it
 */
record Tenure(int days, int months, Unit unit) implements Comparable<Tenure> {

    private static final double DAYS_A_MONTH = 365.25 / 12;

    static Tenure ofDays(int days) {
        return new Tenure(days, (int) (days / DAYS_A_MONTH), Unit.DAYS);
    }

    static Tenure ofMonths(int months) {
        return new Tenure((int) Math.ceil(months * DAYS_A_MONTH), months, Unit.MONTHS);
    }

    /** The last tenure before this one. */
    Tenure justBefore() {
        return switch (unit) {
            case DAYS -> ofDays(days - 1);
            case MONTHS -> new Tenure(days - 1, months - 1, Unit.MONTHS);
        };
    }

    Alteration asAlteration() {
        return switch (unit) {
            case DAYS -> new Alteration("tenure", String.valueOf(days));
            case MONTHS -> new Alteration("tenureMonths", String.valueOf(months));
        };
    }

    @Override
    public int compareTo(Tenure other) {
        return Integer.compare(days, other.days);
    }

    /** What a tenure is counted in. */
    enum Unit {
        DAYS,
        MONTHS
    }
}
