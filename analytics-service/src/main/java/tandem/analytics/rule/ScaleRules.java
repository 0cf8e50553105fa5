package tandem.analytics.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tandem.events.GateStatus;

/** What stands in the way of a larger cohort: data that is not joined (R132) and gates that are not cleared (R135). */
public final class ScaleRules {

    /** The week whose gate says whether sessions are joined to delivery. */
    public static final int LINK_WEEK = 16;

    private ScaleRules() {}

    /** What stands in the way, as the gate it stands at and why. */
    public record Obstacle(String gate, String code) {}

    /**
     * R132 takes no mitigation: sessions are joined or they are not. R135 takes green, and amber with its mitigations.
     *
     * @param decided the week of the decision itself, whose own gate waits for it
     * @param statuses the gates by week; one that was never evaluated is not cleared
     */
    public static List<Obstacle> obstacles(int decided, Map<Integer, GateStatus> statuses) {
        var obstacles = new ArrayList<Obstacle>();
        var known = new TreeMap<>(statuses);
        for (var week = 1; week < decided; week++) {
            var status = known.getOrDefault(week, GateStatus.UNDECIDED);
            if (week == LINK_WEEK && status != GateStatus.GREEN) {
                obstacles.add(new Obstacle("W" + week, "SESSIONS_NOT_LINKED"));
            } else if (status != GateStatus.GREEN && status != GateStatus.AMBER) {
                obstacles.add(new Obstacle("W" + week, "NOT_CLEARED"));
            }
        }
        return List.copyOf(obstacles);
    }
}
