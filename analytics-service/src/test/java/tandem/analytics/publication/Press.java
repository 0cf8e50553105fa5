package tandem.analytics.publication;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tandem.analytics.Store;
import tandem.analytics.Story;
import tandem.analytics.ledger.Ledger;

/** Publishes one metric of a story, week by week, by the statements of the service, and remembers what was told. */
final class Press {
    private static final int K = 5;

    private final Store store;
    private final String tenant;
    private final String metric;
    private final List<UUID> publications = new ArrayList<>();

    Press(Store store, String tenant, String metric) {
        this.store = store;
        this.tenant = tenant;
        this.metric = metric;
    }

    /** One told figure; hidden ones have no numbers. */
    record Told(
            String programme,
            String track,
            String week,
            boolean hidden,
            long hits,
            long total,
            long people,
            Instant asOf) {
        String key() {
            return programme + "|" + track + "|" + week;
        }
    }

    /** What one person adds to one smallest cell. */
    record Share(String programme, String track, String week, String person, long hits, long total) {}

    void take(Story story, String knownAt) {
        var clock = Clock.fixed(Instant.parse(knownAt), ZoneOffset.UTC);
        var ledger = new Ledger(store.feed(), clock, 0, (handle, record, reason) -> {
            throw new IllegalStateException(reason);
        });
        story.drain().forEach(ledger::takeAgain);
    }

    /** As the service does. */
    List<Told> publish(String asOf) {
        return publish(asOf, Publications.TELL);
    }

    /** As somebody would who looks at each publication alone. */
    List<Told> publishCarelessly(String asOf) {
        return publish(
                asOf,
                Publications.TELL.replace(
                        "from metric.publishable(:metric, :previous)",
                        "from (select *, metric.now() as as_of, null::timestamptz as told_at from metric.cells(:metric)) c"
                                + " where :previous::uuid is null or true"));
    }

    private List<Told> publish(String asOf, String tell) {
        var publication = UUID.randomUUID();
        var instant = Instant.parse(asOf).atOffset(ZoneOffset.UTC);
        return at(asOf, handle -> {
            handle.createUpdate("insert into impact.publications values (?, ?, ?, ?, ?, ?, ?, 'NIGHTLY')")
                    .bind(0, tenant)
                    .bind(1, publication)
                    .bind(2, instant)
                    .bind(3, instant)
                    .bind(4, instant)
                    .bind(5, instant)
                    .bind(6, instant.plusDays(400))
                    .execute();
            handle.createUpdate(tell)
                    .bind("tenant", tenant)
                    .bind("publication", publication)
                    .bind("previous", previous())
                    .bind("metric", metric)
                    .bind("version", 1)
                    .bind("second", "track")
                    .execute();
            publications.add(publication);
            return handle.createQuery(
                            "select * from impact.figures where tenant = ? and publication = ? order by 6, 7, 8")
                    .bind(0, tenant)
                    .bind(1, publication)
                    .map((row, context) -> new Told(
                            row.getString("programme"),
                            row.getString("track"),
                            row.getString("week"),
                            row.getBoolean("suppressed"),
                            row.getLong("numerator"),
                            row.getLong("denominator"),
                            row.getLong("people"),
                            row.getTimestamp("as_of").toInstant()))
                    .list();
        });
    }

    /** The truth at an instant, which nobody outside may work out for a few. */
    List<Share> truth(Instant asOf) {
        return at(
                asOf.toString(),
                handle -> handle.createQuery("""
                                select coalesce(programme::text, '-') as programme, coalesce(track, '-') as track,
                                       coalesce(week::text, '-') as week, person::text, count(*) filter (where hit), count(*)
                                from metric.%s where tenant = ? group by 1, 2, 3, 4""".formatted(metric))
                        .bind(0, tenant)
                        .map((row, context) -> new Share(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getLong(5),
                                row.getLong(6)))
                        .list());
    }

    static int k() {
        return K;
    }

    private @Nullable UUID previous() {
        return publications.isEmpty() ? null : publications.getLast();
    }

    private <T> T at(String asOf, Function<Handle, T> work) {
        return store.app().inTransaction(handle -> {
            Map<String, String> settings = new HashMap<>();
            settings.put("tandem.tenant", tenant);
            settings.put("metric.now", asOf);
            settings.put("metric.as_of", asOf);
            settings.put("statement_timeout", "30s");
            settings.forEach((setting, value) -> handle.createQuery("select set_config(?, ?, true)")
                    .bind(0, setting)
                    .bind(1, value)
                    .mapTo(String.class)
                    .one());
            return work.apply(handle);
        });
    }
}
