package tandem.matching.capacity;

import org.jspecify.annotations.Nullable;

/**
 * What a rule finds about the capacity of a track, with the figures it looked at.
 *
 * @param rule of the rulebook
 * @param have what there is, in coaches, mentors or seats, as the rule counts
 * @param least what the rule asks for; 0 when it asks for nothing
 * @param most what the rule allows; null when it sets no upper bound
 */
public record Verdict(
        String rule,
        Finding finding,
        Reason reason,
        int have,
        int least,
        @Nullable Integer most) {

    /** Whether somebody has to act. */
    public enum Finding {
        FITS,
        TOO_FEW,
        TOO_MANY,
        /** The rule does not speak about this programme now. */
        NOT_ASKED
    }

    /** Why. */
    public enum Reason {
        POOL_IN_RANGE(Finding.FITS),
        POOL_TOO_SMALL(Finding.TOO_FEW),
        POOL_TOO_LARGE(Finding.TOO_MANY),
        /** The range holds for the first year. */
        YEAR_ONE_OVER(Finding.NOT_ASKED),
        NOBODY_TO_SERVE(Finding.NOT_ASKED),
        MENTORS_SUFFICE(Finding.FITS),
        MENTORS_LACKING(Finding.TOO_FEW),
        NOT_HIGH_TOUCH(Finding.NOT_ASKED),
        SEATS_SUFFICE(Finding.FITS),
        /** Somebody would wait in one of the weeks ahead. */
        SEATS_LACKING(Finding.TOO_FEW);

        private final Finding finding;

        Reason(Finding finding) {
            this.finding = finding;
        }
    }

    static Verdict of(String rule, Reason reason, int have, int least, @Nullable Integer most) {
        return new Verdict(rule, reason.finding, reason, have, least, most);
    }
}
