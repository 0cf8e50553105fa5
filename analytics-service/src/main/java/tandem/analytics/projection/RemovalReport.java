package tandem.analytics.projection;

import java.time.Instant;
import java.util.Map;
import tandem.events.Envelope;
import tandem.events.RemovalId;

/** That a service removed what was asked, and how many items it was. */
public record RemovalReport(String tenant, RemovalId removal, String service, Instant reportedAt, int items)
        implements Fact<RemovalReport> {

    static RemovalReport of(Envelope<?> at, RemovalId removal, Map<String, Integer> counts) {
        var items = counts.values().stream().mapToInt(Integer::intValue).sum();
        return new RemovalReport(at.tenant(), removal, at.source(), at.time(), items);
    }

    @Override
    public RemovalReport join(RemovalReport other) {
        if (!reportedAt.equals(other.reportedAt)) {
            return reportedAt.isBefore(other.reportedAt) ? this : other;
        }
        return items >= other.items ? this : other;
    }
}
