package tandem.analytics.kpi;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tandem.analytics.metric.Metric.Timing;
import tandem.analytics.metric.MetricCatalog;
import tandem.events.Track;

/**
 * What a programme does, and the two figures it is measured by (R110).
 *
 * @param leading a metric that foretells
 * @param lagging a KPI of the programme that tells the result
 */
public record Intervention(Track track, String leading, String lagging) {

    /** R110: exactly one leading indicator and one lagging KPI, and neither stands in for the other. */
    static List<String> faults(Intervention intervention, Set<String> registered) {
        var faults = new ArrayList<String>();
        var metric = MetricCatalog.find(intervention.leading());
        if (metric.isEmpty()) {
            faults.add("LEADING_UNKNOWN");
        } else if (metric.get().timing() != Timing.LEADING) {
            faults.add("LEADING_IS_LAGGING");
        }
        if (!registered.contains(intervention.lagging())) {
            faults.add("LAGGING_NOT_REGISTERED");
        }
        return List.copyOf(faults);
    }
}
