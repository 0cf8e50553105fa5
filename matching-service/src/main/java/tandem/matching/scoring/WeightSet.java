package tandem.matching.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tandem.events.Track;
import tandem.events.Trigger;

/**
 * The weights a programme matches with, one set per kind of pairing.
 *
 * @param general for a mentor on any other occasion
 * @param promotion for a mentor on the way to a promotion (R43)
 * @param coaching for a coach (R44)
 */
public record WeightSet(String name, ScoreWeights general, ScoreWeights promotion, ScoreWeights coaching) {

    /** The shipped set of this name; only what it says of mentors differs. */
    public static Optional<WeightSet> shipped(String name) {
        return ScoreWeights.shipped(name)
                .map(general -> new WeightSet(name, general, ScoreWeights.PROMOTION, ScoreWeights.COACHING));
    }

    /** What speaks against the set; empty when it may be used. */
    public List<String> faults() {
        var faults = new ArrayList<String>();
        if (promotion.sponsorship() <= promotion.technical()) {
            faults.add("sponsorship does not outweigh technical fit for a promotion");
        }
        faults.addAll(coaching.coachingFaults());
        return faults;
    }

    /** The weights of a pairing: coaching is matched on the gap, a mentor for a promotion on sponsorship. */
    public ScoreWeights forPairing(Track track, @Nullable Trigger trigger) {
        if (track == Track.COACHING) {
            return coaching;
        }
        return ScoreWeights.isForPromotion(track, trigger) ? promotion : general;
    }
}
