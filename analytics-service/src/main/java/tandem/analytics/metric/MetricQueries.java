package tandem.analytics.metric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.analytics.metric.Metric.Grain;
import tandem.events.EvidenceTier;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.runtime.event.EventCodec;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;

/** Figures, to read: always through {@code metric.cells}, which hides what is about too few. */
@ApplicationScoped
public class MetricQueries {
    private static final String CELLS = """
            select programme, track, week, hits, total, people, k, suppressed, mix, median_seconds, p95_seconds
            from metric.cells(:name)
            where case when :programme <> '' then programme = :programme when :grain = 'PROGRAMME' then programme <> '*'
                       else programme = '*' end
              and case when :track <> '' then track = :track when :grain in ('TRACK', 'KIND') then track <> '*'
                       else track = '*' end
              and case when :grain = 'WEEK' then week <> '*' else week = '*' end
            order by programme, track, week""";

    private static final String COUNTS_NOW = """
            select type, sum(events)::bigint as events from event_counts
            where tenant = :tenant and type = any(:types) group by type order by type""";

    private static final String COUNTS_THEN = """
            select type, count(*) as events from ledger
            where tenant = :tenant and type = any(:types) and known_at <= :asOf group by type order by type""";

    private static final int DIGITS = 6;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Clock clock;

    MetricQueries(Jdbi jdbi, Tenants tenants, @ProgrammeTime Clock clock) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** What is asked. */
    public record Question(
            Metric metric,
            Grain grain,
            @Nullable ProgrammeId programme,
            @Nullable Track track,
            @Nullable EvidenceTier minimumEvidence,
            @Nullable Instant asOf) {}

    /**
     * One figure of an answer.
     *
     * @param programme null for all of them
     * @param kind instead of a track, where the metric is told by kind
     * @param n people it is about; where suppressed, only that they are fewer than k or that others would show through
     */
    public record Cell(
            @Nullable ProgrammeId programme,
            @Nullable String track,
            @Nullable String kind,
            @Nullable LocalDate week,
            boolean suppressed,
            @Nullable BigDecimal value,
            @Nullable Long numerator,
            @Nullable Long denominator,
            String n,
            @Nullable Map<String, Long> mix,
            @Nullable Took took) {}

    /** How long what was counted took; absent where too few people stand behind it. */
    public record Took(BigDecimal medianSeconds, BigDecimal p95Seconds) {}

    /**
     * The answer.
     *
     * @param dataAsOf when the latest event behind it became known
     * @param removedSince for a question about the past: requests that removed something since
     */
    public record Answer(
            Instant dataAsOf,
            Instant computedFor,
            List<Cell> cells,
            @Nullable RemovedSince removedSince) {}

    /** Why an answer about the past may differ from the one given then. */
    public record RemovedSince(long erasures, long withdrawals) {
        /** Those that became known after an instant. */
        public static RemovedSince of(Handle handle, String tenant, Instant asOf) {
            return handle.createQuery("""
                            select count(*) filter (where purpose is null) as erasures,
                                   count(*) filter (where purpose is not null) as withdrawals
                            from removals where tenant = :tenant and known_to = 'infinity' and known_from > :asOf""")
                    .bind("tenant", tenant)
                    .bind("asOf", asOf.atOffset(ZoneOffset.UTC))
                    .map((row, context) -> new RemovedSince(row.getLong(1), row.getLong(2)))
                    .one();
        }
    }

    /** How many events of a type, as told: few are only said to be few. */
    public record TypeCount(String type, String events) {}

    @Transactional
    public Answer answer(Question question) {
        return jdbi.withHandle(handle -> {
            var now = clock.instant();
            set(handle, "metric.now", now.toString());
            set(
                    handle,
                    "metric.as_of",
                    question.asOf() == null ? "" : question.asOf().toString());
            set(
                    handle,
                    "metric.minimum_evidence",
                    question.minimumEvidence() == null
                            ? ""
                            : question.minimumEvidence().name());
            var cells = handle.createQuery(CELLS)
                    .bind("name", question.metric().name())
                    .bind(
                            "programme",
                            question.programme() == null
                                    ? ""
                                    : question.programme().toString())
                    .bind(
                            "track",
                            question.track() == null ? "" : question.track().name())
                    .bind("grain", question.grain().name())
                    .map((row, context) -> cell(question.metric(), row))
                    .list();
            var asOf = question.asOf();
            return new Answer(
                    dataAsOf(handle, asOf, now),
                    asOf == null ? now : asOf,
                    cells,
                    asOf == null ? null : removedSince(handle, asOf));
        });
    }

    /** How many events of each type stand behind a metric, for the whole tenant. */
    @Transactional
    public List<TypeCount> eventsBehind(Metric metric, @Nullable Instant asOf) {
        return jdbi.withHandle(handle -> {
            var k = handle.createQuery("select metric.k(null)")
                    .mapTo(Long.class)
                    .one();
            var query = handle.createQuery(asOf == null ? COUNTS_NOW : COUNTS_THEN)
                    .bind("tenant", tenants.current())
                    .bindArray("types", String.class, metric.inputs());
            if (asOf != null) {
                query.bind("asOf", asOf.atOffset(ZoneOffset.UTC));
            }
            return query.map((row, context) -> {
                        var events = row.getLong("events");
                        return new TypeCount(row.getString("type"), events < k ? "<" + k : Long.toString(events));
                    })
                    .list();
        });
    }

    private static void set(Handle handle, String setting, String value) {
        handle.createQuery("select set_config(:setting, :value, true)")
                .bind("setting", setting)
                .bind("value", value)
                .mapTo(String.class)
                .one();
    }

    private Instant dataAsOf(Handle handle, @Nullable Instant asOf, Instant now) {
        var latest = handle.createQuery("select max(known_at) from event_counts where tenant = :tenant")
                .bind("tenant", tenants.current())
                .mapTo(OffsetDateTime.class)
                .findOne()
                .map(OffsetDateTime::toInstant)
                .orElse(now);
        return asOf != null && asOf.isBefore(latest) ? asOf : latest;
    }

    private RemovedSince removedSince(Handle handle, Instant asOf) {
        return RemovedSince.of(handle, tenants.current(), asOf);
    }

    static Cell cell(Metric metric, ResultSet row) throws SQLException {
        var programme = row.getString("programme");
        var second = row.getString("track");
        var week = row.getString("week");
        var named = isNamed(programme) ? new ProgrammeId(UUID.fromString(programme)) : null;
        var byKind = metric.grains().contains(Grain.KIND);
        var track = isNamed(second) && !byKind ? second : null;
        var kind = isNamed(second) && byKind ? second : null;
        var begins = isNamed(week) ? LocalDate.parse(week) : null;
        if (row.getBoolean("suppressed")) {
            return new Cell(named, track, kind, begins, true, null, null, null, "<" + row.getInt("k"), null, null);
        }
        var hits = row.getLong("hits");
        var total = row.getLong("total");
        var value = BigDecimal.valueOf(hits)
                .divide(BigDecimal.valueOf(total), DIGITS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return new Cell(
                named,
                track,
                kind,
                begins,
                false,
                value.scale() < 0 ? value.setScale(0, RoundingMode.UNNECESSARY) : value,
                hits,
                total,
                Long.toString(row.getLong("people")),
                mix(row.getString("mix")),
                took(row));
    }

    private static @Nullable Took took(ResultSet row) throws SQLException {
        var median = row.getBigDecimal("median_seconds");
        return median == null ? null : new Took(median, row.getBigDecimal("p95_seconds"));
    }

    private static boolean isNamed(String key) {
        return !key.equals("*") && !key.equals("-");
    }

    private static @Nullable Map<String, Long> mix(@Nullable String json) {
        try {
            return json == null
                    ? null
                    : EventCodec.json().readValue(json, new TypeReference<TreeMap<String, Long>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the mix of a cell cannot be read", e);
        }
    }
}
