package tandem.analytics.kpi;

import static tandem.analytics.kpi.Kpi.About.LEADER;
import static tandem.analytics.kpi.Kpi.About.PROGRAMME;
import static tandem.analytics.kpi.Kpi.Direction.DOWN;
import static tandem.analytics.kpi.Kpi.Direction.UP;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tandem.analytics.kpi.Kpi.About;
import tandem.analytics.kpi.Kpi.Direction;

/** KPIs others measured, to begin with (R123); a programme may register any code it has a feed for. */
public final class KpiCatalog {

    private static final List<Starter> STARTERS = List.of(
            new Starter("DECISION_LATENCY_DAYS", PROGRAMME, DOWN, "DAYS", "From a matter raised to its decision", null),
            new Starter("MILESTONES_ON_SCHEDULE", LEADER, UP, "PERCENT", "Milestones reached in time", null),
            new Starter(
                    "SPRINT_PLANNING_DELAY_HOURS", LEADER, DOWN, "HOURS", "Plans of sprints that come late", "-25 %"),
            new Starter("BLOCKED_TICKETS", LEADER, DOWN, "COUNT", "Tickets that wait for somebody", null),
            new Starter(
                    "DEPLOYMENT_CYCLE_DAYS", PROGRAMME, DOWN, "DAYS", "From a change made to a change deployed", null),
            new Starter("FEATURE_THROUGHPUT", LEADER, UP, "COUNT", "Features finished in a month", null),
            new Starter("ESCALATION_TEMPLATES_USED", LEADER, UP, "COUNT", "Escalations that follow the template", null),
            new Starter("APPROVAL_HOURS", PROGRAMME, DOWN, "HOURS", "From a request to its approval", null),
            new Starter("CONVERSION_PERCENT", PROGRAMME, UP, "PERCENT", "Offers that become orders", "+35 %"),
            new Starter("REPORTS_RETAINED", LEADER, UP, "PERCENT", "Direct reports who stayed a year", null));

    private KpiCatalog() {}

    /**
     * A KPI to begin with.
     *
     * @param reported what the source reports of it, to be shown and never counted on
     */
    public record Starter(
            String kpi,
            About about,
            Direction direction,
            String unit,
            String says,
            @Nullable String reported) {}

    public static List<Starter> all() {
        return STARTERS;
    }
}
