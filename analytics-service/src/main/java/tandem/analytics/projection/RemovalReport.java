package tandem.analytics.projection;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tandem.events.Envelope;
import tandem.events.RemovalId;

/**
 * That a service removed what was asked, and how many items it was. One that reports again is heard once.
 *
 * @param toldAt in machine time; null in rows from before it was kept, until a rebuild
 */
public record RemovalReport(
        String tenant,
        RemovalId removal,
        String service,
        Instant reportedAt,
        int items,
        @Nullable Instant toldAt) implements Fact<RemovalReport> {

    private static final Comparator<RemovalReport> EARLIEST = Comparator.comparing(RemovalReport::reportedAt)
            .thenComparing(RemovalReport::toldAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(RemovalReport::items, Comparator.reverseOrder());

    static RemovalReport of(Envelope<?> at, RemovalId removal, Map<String, Integer> counts) {
        var items = counts.values().stream().mapToInt(Integer::intValue).sum();
        return new RemovalReport(at.tenant(), removal, at.source(), at.time(), items, at.writtenAt());
    }

    @Override
    public RemovalReport join(RemovalReport other) {
        return EARLIEST.compare(this, other) <= 0 ? this : other;
    }
}
