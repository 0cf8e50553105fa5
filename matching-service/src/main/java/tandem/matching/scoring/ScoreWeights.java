package tandem.matching.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tandem.events.Track;
import tandem.events.Trigger;

/**
 * How much each signal counts, in points that sum to 100 (R41). Three profiles are shipped (rulebook C10). {@code COACHING} gives
 * 75 points to the fit to the gap, split between its two signals in the 35:25 proportion of R41.
 */
public record ScoreWeights(
        String name, int technical, int behavioural, int sponsorship, int availability, int pastSuccess) {

    public static final ScoreWeights DEFAULT = new ScoreWeights("DEFAULT", 35, 25, 20, 10, 10);
    public static final ScoreWeights PROMOTION = new ScoreWeights("PROMOTION", 20, 20, 40, 10, 10);
    public static final ScoreWeights COACHING = new ScoreWeights("COACHING", 44, 31, 0, 0, 25);

    public static final List<ScoreWeights> SHIPPED = List.of(DEFAULT, PROMOTION, COACHING);

    public ScoreWeights {
        var faults = faults(technical, behavioural, sponsorship, availability, pastSuccess);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("weight profile " + name + ": " + String.join(", ", faults));
        }
    }

    /**
     * What is wrong with a set of weights; empty when it may be used. Points are 0 to 100, sum to 100 (R41), and something else
     * than the label of the domain must count (R46). Seniority is no signal at all, so it can never be the only one (R46, R108).
     */
    public static List<String> faults(
            int technical, int behavioural, int sponsorship, int availability, int pastSuccess) {
        var faults = new ArrayList<String>();
        if (Math.min(Math.min(technical, behavioural), Math.min(Math.min(sponsorship, availability), pastSuccess))
                < 0) {
            faults.add("a weight is negative");
        }
        if (technical + behavioural + sponsorship + availability + pastSuccess != 100) {
            faults.add("weights do not sum to 100");
        }
        if (behavioural <= 0 && sponsorship <= 0 && pastSuccess <= 0) {
            faults.add("only the domain label would count");
        }
        return faults;
    }

    /** R43: a mentor on the way to a promotion is above all a sponsor. */
    public static boolean isForPromotion(Track track, @Nullable Trigger trigger) {
        return track == Track.MENTORING
                && (trigger == Trigger.PROMOTION_PATHWAY || trigger == Trigger.BEFORE_PROMOTION);
    }

    /**
     * What speaks against using these weights in coaching; empty when nothing does. The fit to the gap has to dominate, shared hours are
     * a condition and no merit, and a coach is no sponsor (R44).
     */
    public List<String> coachingFaults() {
        var faults = new ArrayList<String>();
        if (technical + behavioural <= 50) {
            faults.add("the fit to the gap does not dominate");
        }
        if (availability > 0) {
            faults.add("availability would count as a merit");
        }
        if (sponsorship > 0) {
            faults.add("sponsorship would count");
        }
        return faults;
    }

    /** The shipped profile of this name. */
    public static Optional<ScoreWeights> shipped(String name) {
        return SHIPPED.stream().filter(weights -> weights.name.equals(name)).findFirst();
    }

    public int of(Signal signal) {
        return switch (signal) {
            case TECHNICAL -> technical;
            case BEHAVIOURAL -> behavioural;
            case SPONSORSHIP -> sponsorship;
            case AVAILABILITY -> availability;
            case PAST_SUCCESS -> pastSuccess;
        };
    }
}
