package tandem.analytics.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.analytics.metric.Metric;
import tandem.analytics.metric.MetricCatalog;
import tandem.runtime.tenant.Tenants;

/** Writes publications. What may be told is decided in the database, by {@code metric.publishable}. */
@ApplicationScoped
class Publications {
    /** Tenants with events whose newest publication, if there is one, is of an earlier week. */
    static final String DUE = """
            select tenant from (select distinct tenant from event_counts) known
            where not exists (
                select from impact.publications p where p.tenant = known.tenant and p.as_of >= :asOf)""";

    /** Tenants with publications that have expired; the newest one never has. */
    static final String EXPIRED = """
            select distinct tenant from impact.publications p
            where expires_at <= :now and exists (
                select from impact.publications newer where newer.tenant = p.tenant and newer.published_at > p.published_at)""";

    private static final String FORGET = """
            delete from impact.publications
            where tenant = :tenant and expires_at <= :now and publication <> (
                select publication from impact.publications
                where tenant = :tenant order by published_at desc, publication desc limit 1)""";

    static final String TELL = """
            insert into impact.figures (
                tenant, publication, metric, version, grain, programme, track, week, suppressed, value, numerator, denominator, people,
                least_people, mix, median_seconds, p95_seconds, as_of, told_at)
            select :tenant, :publication, :metric, :version,
                   coalesce(nullif(concat_ws('_', case when programme <> '*' then 'programme' end,
                       case when track <> '*' then :second end, case when week <> '*' then 'week' end), ''), 'total'),
                   programme, track, week, suppressed,
                   case when not suppressed then round(hits::numeric / nullif(total, 0), 6) end,
                   hits, total, people, k, mix, median_seconds, p95_seconds, as_of, told_at
            from metric.publishable(:metric, :previous)""";

    private final Jdbi jdbi;
    private final Tenants tenants;

    Publications(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** One publication at a time and tenant: the next one is held against it. */
    void lock() {
        jdbi.useHandle(handle -> handle.createQuery(
                        "select pg_advisory_xact_lock(hashtextextended('tandem.publication.' || :tenant, 0))::text")
                .bind("tenant", tenants.current())
                .mapTo(String.class)
                .one());
    }

    /** The one that tells this moment, or a later one. */
    Optional<UUID> find(Instant asOf) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select publication from impact.publications
                        where tenant = :tenant and as_of >= :asOf order by as_of desc, publication desc limit 1""")
                .bind("tenant", tenants.current())
                .bind("asOf", utc(asOf))
                .mapTo(UUID.class)
                .findOne());
    }

    /** Tells every metric as of an instant, each as far as what was told before allows. */
    void add(UUID publication, Occasion occasion, Instant asOf, Instant now, Instant madeAt, Duration keep) {
        jdbi.useHandle(handle -> {
            var previous = newest(handle);
            set(handle, "metric.now", asOf.toString());
            set(handle, "metric.as_of", asOf.toString());
            set(handle, "metric.minimum_evidence", "");
            handle.createUpdate("""
                            insert into impact.publications (
                                tenant, publication, as_of, data_as_of, published_at, made_at, expires_at, occasion)
                            select :tenant, :publication, :asOf, least(:asOf, coalesce(max(known_at), :asOf)), :now, :madeAt,
                                   :expiresAt, :occasion
                            from event_counts where tenant = :tenant""")
                    .bind("tenant", tenants.current())
                    .bind("publication", publication)
                    .bind("asOf", utc(asOf))
                    .bind("now", utc(now))
                    .bind("madeAt", utc(madeAt))
                    .bind("expiresAt", utc(now.plus(keep)))
                    .bind("occasion", occasion.name())
                    .execute();
            for (var metric : MetricCatalog.all()) {
                handle.createUpdate(TELL)
                        .bind("tenant", tenants.current())
                        .bind("publication", publication)
                        .bind("previous", previous)
                        .bind("metric", metric.name())
                        .bind("version", metric.version())
                        .bind("second", metric.grains().contains(Metric.Grain.KIND) ? "kind" : "track")
                        .execute();
            }
        });
    }

    void forgetExpired(Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate(FORGET)
                .bind("tenant", tenants.current())
                .bind("now", utc(now))
                .execute());
    }

    private @Nullable UUID newest(Handle handle) {
        return handle.createQuery("""
                        select publication from impact.publications
                        where tenant = :tenant order by published_at desc, publication desc limit 1""")
                .bind("tenant", tenants.current())
                .mapTo(UUID.class)
                .findOne()
                .orElse(null);
    }

    private static void set(Handle handle, String setting, String value) {
        handle.createQuery("select set_config(:setting, :value, true)")
                .bind("setting", setting)
                .bind("value", value)
                .mapTo(String.class)
                .one();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
