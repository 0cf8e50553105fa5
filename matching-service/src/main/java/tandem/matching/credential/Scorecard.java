package tandem.matching.credential;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Optional;
import tandem.events.PersonId;

/** What one panellist gave a demo, 1 to 5 on each of the five dimensions (R92). */
public record Scorecard(
        PersonId panellist,
        int challengeSkill,
        int behaviouralTools,
        int confidentialityPractice,
        int contextFluency,
        int measurableOutcomes) {

    private static final BigDecimal DIMENSIONS = BigDecimal.valueOf(5);

    /** The panellist's mark: the mean of the five dimensions, exactly. */
    BigDecimal mark() {
        return BigDecimal.valueOf((long) challengeSkill
                        + behaviouralTools
                        + confidentialityPractice
                        + contextFluency
                        + measurableOutcomes)
                .divide(DIMENSIONS, 1, RoundingMode.UNNECESSARY);
    }

    /** R98: the median of the marks; the mean of the middle two when the panel is even. Empty without any. */
    static Optional<BigDecimal> median(Collection<Scorecard> panel) {
        var marks = panel.stream().map(Scorecard::mark).sorted().toList();
        if (marks.isEmpty()) {
            return Optional.empty();
        }
        var low = marks.get((marks.size() - 1) / 2);
        var high = marks.get(marks.size() / 2);
        return Optional.of(low.add(high).divide(BigDecimal.TWO, 2, RoundingMode.UNNECESSARY));
    }
}
