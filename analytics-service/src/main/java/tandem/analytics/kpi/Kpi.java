package tandem.analytics.kpi;

import java.math.BigDecimal;
import tandem.events.PersonId;

/**
 * A KPI as a programme registers it (R110).
 *
 * @param kpi the code under which delivery systems observe it
 * @param feed the system that observes it, a code
 * @param everyDays how often it does: a session is linked to an observation at most this much later (R74)
 * @param baseline the value before the programme
 */
public record Kpi(
        String kpi,
        About about,
        Direction direction,
        String unit,
        PersonId owner,
        String feed,
        int everyDays,
        BigDecimal baseline,
        BigDecimal target) {

    /** What is observed: each leader, or the programme as a whole. */
    public enum About {
        LEADER,
        PROGRAMME
    }

    /** Where better lies. */
    public enum Direction {
        UP,
        DOWN
    }

    /** A target on the wrong side of the baseline, or the baseline itself, would be met by doing nothing. */
    boolean aimsAtImprovement() {
        var order = target.compareTo(baseline);
        return switch (direction) {
            case UP -> order > 0;
            case DOWN -> order < 0;
        };
    }
}
