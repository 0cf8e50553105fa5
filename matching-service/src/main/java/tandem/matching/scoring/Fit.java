package tandem.matching.scoring;

import java.util.Locale;

/**
 * The formulas that turn what is known into signals between 0 and 1. {@link Double#NaN} stands for a missing signal, which is
 * never a zero: its weight is shared among the others (R42).
 */
public final class Fit {

    /** Share of a fit that exact codes decide; the rest is the similarity of the labels. */
    static final double EXACT = 0.7;

    /** Unrelated short labels of the sentence model still reach a cosine of about a half; below it nothing is learned. */
    static final double UNRELATED_COSINE = 0.5;

    /** A list of so many codes is believed in full. */
    static final int FOCUS = 8;

    /** Confirmed sponsor actions at which the signal reaches a half: the three introductions of R103. */
    static final double HALF_SPONSORSHIP_ACTIONS = 3;

    /** Shared hours beyond this add nothing: four possible slots for one session of an hour. */
    static final double ENOUGH_MINUTES_PER_WEEK = 240;

    private Fit() {}

    /** {@code STAKEHOLDER_MANAGEMENT} reads "stakeholder management": the text that is embedded, the same for both sides. */
    public static String label(String code) {
        return code.replace('_', ' ').replace('-', ' ').strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Fit to a set of codes: {@code focus × (0.7 × share of the needed codes the provider evidences + 0.3 × similarity)}. Codes beyond
     * the needed ones add nothing, and {@link #focus} takes back what listing everything would buy, in the codes and in the text made
     * of them. Without embeddings focus and share alone decide.
     *
     * @param needed how many codes the leader works on; 0 makes the signal missing
     * @param evidenced how many codes the provider evidences at all; 0 makes the signal missing
     * @param shared how many of the needed codes the provider evidences
     * @param similarity 0 to 1, or NaN when a side has no embedding
     */
    public static double codes(int needed, int evidenced, int shared, double similarity) {
        if (needed == 0 || evidenced == 0) {
            return Double.NaN;
        }
        double exact = (double) shared / needed;
        return focus(evidenced) * (Double.isNaN(similarity) ? exact : EXACT * exact + (1 - EXACT) * similarity);
    }

    /**
     * How far a list of codes is believed: 1 up to {@value #FOCUS} codes, {@code (8 ÷ length)²} beyond. Whoever claims twenty skills
     * covers most needs by chance alone.
     */
    static double focus(int evidenced) {
        double share = evidenced <= FOCUS ? 1 : (double) FOCUS / evidenced;
        return share * share;
    }

    /** Cosine of two sentence embeddings, stretched from [0.5, 1] to [0, 1]; lower cosines are 0. */
    public static double similarity(double cosine) {
        return clamp((cosine - UNRELATED_COSINE) / (1 - UNRELATED_COSINE));
    }

    /**
     * Demonstrated sponsorship (R43, R50): {@code n / (n + 3)} over the actions that a third party confirmed in the last 18 months
     * (R94). Tenure and seniority play no part. NaN when the provider never had the chance; an external provider cannot sponsor
     * (R17), which is known, so it is 0.
     */
    public static double sponsorship(boolean external, boolean hadTheChance, int confirmedActions) {
        if (external) {
            return 0;
        }
        if (!hadTheChance && confirmedActions == 0) {
            return Double.NaN;
        }
        return confirmedActions / (confirmedActions + HALF_SPONSORSHIP_ACTIONS);
    }

    /** Shared minutes a week over 240, at most 1. NaN when a side declared no hours. */
    public static double availability(double sharedMinutesPerWeek) {
        return Double.isNaN(sharedMinutesPerWeek) ? Double.NaN : clamp(sharedMinutesPerWeek / ENOUGH_MINUTES_PER_WEEK);
    }

    /**
     * Earlier engagements: Laplace's rule of succession {@code (s + 1) / (n + 2)} over how far each met its goals, so that one good
     * engagement does not outrank twenty. NaN before the first one ended.
     *
     * @param goalsMet sum over the ended engagements, each 0 to 1
     */
    public static double pastSuccess(double goalsMet, int ended) {
        return ended == 0 ? Double.NaN : (clamp(goalsMet / ended) * ended + 1) / (ended + 2);
    }

    private static double clamp(double value) {
        return Math.max(0, Math.min(1, value));
    }
}
