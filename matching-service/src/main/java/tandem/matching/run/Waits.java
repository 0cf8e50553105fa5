package tandem.matching.run;

/** Why the plan of an assignment has nobody for a leader: the constraint that binds. */
public enum Waits {
    /** Hard rules speak against every provider; the outcome counts them. */
    HARD_RULES("HARD_RULES"),
    /** Everybody eligible is taken, and so is everybody the others could move to: a shortage of seats, named with the plan. */
    SEATS("NO_FREE_SEAT"),
    /** Could be served if others moved to worse providers; the total is better without. */
    TOTAL("BETTER_TOTAL_WITHOUT");

    private final String onTheWaitlist;

    Waits(String onTheWaitlist) {
        this.onTheWaitlist = onTheWaitlist;
    }

    /** The reason told with the place on the waitlist. */
    String onTheWaitlist() {
        return onTheWaitlist;
    }
}
