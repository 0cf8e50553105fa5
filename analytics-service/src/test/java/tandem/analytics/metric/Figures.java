package tandem.analytics.metric;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tandem.analytics.Store;
import tandem.analytics.ledger.Ledger;

/** Takes stories in and reads figures as the service's own role does. */
final class Figures {
    private final Store store;

    Figures(Store store) {
        this.store = store;
    }

    /** Cells as {@code programme|track|week hits/total people}, or {@code hidden}. */
    record Cell(
            String programme,
            String track,
            String week,
            boolean hidden,
            long hits,
            long total,
            long people,
            @Nullable BigDecimal medianSeconds,
            @Nullable BigDecimal p95Seconds) {
        boolean isAt(String atProgramme, String atTrack, String atWeek) {
            return programme.equals(atProgramme) && track.equals(atTrack) && week.equals(atWeek);
        }

        String ratio() {
            return hidden ? "hidden" : hits + "/" + total;
        }
    }

    /** Takes these in as known at an instant. */
    void take(List<ConsumerRecord<String, byte[]>> records, String knownAt) {
        var clock = Clock.fixed(Instant.parse(knownAt), ZoneOffset.UTC);
        var ledger = new Ledger(store.feed(), clock, 0, (handle, record, reason) -> {
            throw new IllegalStateException(reason);
        });
        records.forEach(ledger::takeAgain); // without positions: a story has no partitions
    }

    String total(String tenant, String metric, String now) {
        return cells(tenant, metric, Map.of("metric.now", now)).stream()
                .filter(cell -> cell.isAt("*", "*", "*"))
                .map(Cell::ratio)
                .findFirst()
                .orElse("none");
    }

    List<Cell> cells(String tenant, String metric, Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("tandem.tenant", tenant);
        return store.app().inTransaction(handle -> {
            all.forEach((setting, value) -> handle.createQuery("select set_config(?, ?, true)")
                    .bind(0, setting)
                    .bind(1, value)
                    .mapTo(String.class)
                    .one());
            return handle.createQuery("select * from metric.cells(?) order by 1, 2, 3")
                    .bind(0, metric)
                    .map((row, context) -> new Cell(
                            row.getString("programme"),
                            row.getString("track"),
                            row.getString("week"),
                            row.getBoolean("suppressed"),
                            row.getLong("hits"),
                            row.getLong("total"),
                            row.getLong("people"),
                            row.getBigDecimal("median_seconds"),
                            row.getBigDecimal("p95_seconds")))
                    .list();
        });
    }
}
