package tandem.analytics.kpi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.analytics.metric.Metric.Grain;
import tandem.analytics.metric.MetricCatalog;
import tandem.analytics.metric.MetricQueries;
import tandem.analytics.metric.MetricQueries.Question;
import tandem.analytics.programme.ProgrammeQueries;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.SessionId;
import tandem.events.Track;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Keyset;
import tandem.runtime.page.Page;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;

/** The registry, and how far sessions and KPIs meet, to read. */
@ApplicationScoped
public class KpiQueries {

    private static final int KPIS_MAX = 200;

    private static final String KPIS = """
            select d.kpi, d.about, d.direction, d.unit, d.owner, d.feed, d.every_days, d.baseline, d.target, d.revision, o.observed_on
            from kpi_definitions d
            left join (
                select kpi, max(observed_on) as observed_on from kpis
                where tenant = :tenant and programme = :programme
                group by kpi
            ) o on o.kpi = d.kpi
            where d.tenant = :tenant and d.programme = :programme and d.known_to = 'infinity'
            order by d.kpi limit :limit""";

    private static final String INTERVENTIONS = """
            select track, leading_metric as leading, lagging_kpi as lagging from interventions
            where tenant = :tenant and programme = :programme and known_to = 'infinity' order by track""";

    private static final String UNMATCHED = """
            select l.session, s.engagement, l.track, l.held_on, l.registered
            from metric.session_kpi_link l
            join metric.session s on s.tenant = l.tenant and s.session = l.session
            where l.tenant = :tenant and l.programme = :programme and not l.linked and l.held_on + l.patience < metric.today()
              and l.session > :after
            order by l.session limit :rows""";

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final ProgrammeQueries programmes;
    private final MetricQueries metrics;
    private final Clock clock;

    KpiQueries(
            Jdbi jdbi,
            Tenants tenants,
            ProgrammeQueries programmes,
            MetricQueries metrics,
            @ProgrammeTime Clock clock) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.programmes = programmes;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * A registered KPI and how fresh it is.
     *
     * @param observedOn the day of the latest observation; null before the first
     * @param daysOld days since then; null before the first
     * @param stale older than its feed is given, or never observed
     */
    public record KpiView(
            Kpi definition,
            long revision,
            @Nullable LocalDate observedOn,
            @Nullable Long daysOld,
            boolean stale) {}

    /** The KPIs of a programme and what its interventions are measured by. */
    public record Registry(ProgrammeId programme, List<KpiView> kpis, List<Intervention> interventions) {}

    /**
     * How many of the sessions held meet a KPI (W16).
     *
     * @param suppressed about too few people to be told
     * @param kpis freshness by KPI
     */
    public record LinkView(
            ProgrammeId programme,
            Instant asOf,
            boolean suppressed,
            @Nullable BigDecimal matchRate,
            @Nullable Long linked,
            @Nullable Long sessions,
            List<Freshness> kpis) {}

    /** How fresh a feed is. */
    public record Freshness(
            String kpi,
            String feed,
            @Nullable LocalDate observedOn,
            @Nullable Long daysOld,
            boolean stale) {}

    /** Why a session meets no KPI. */
    public enum Lack {
        /** Nothing about leaders is registered. */
        NOT_REGISTERED,
        /** Something is, and was not observed in time. */
        NOT_OBSERVED
    }

    /** A session held that meets no KPI. */
    public record Unmatched(SessionId session, EngagementId engagement, Track track, LocalDate heldOn, Lack lack) {}

    @Transactional
    public Registry registry(ProgrammeId programme) {
        return jdbi.withHandle(handle -> {
            programmes.requireKnown(programme);
            return new Registry(
                    programme,
                    kpis(handle, programme),
                    handle.createQuery(INTERVENTIONS)
                            .bind("tenant", tenants.current())
                            .bind("programme", programme)
                            .map((row, context) -> new Intervention(
                                    Track.valueOf(row.getString("track")),
                                    row.getString("leading"),
                                    row.getString("lagging")))
                            .list());
        });
    }

    @Transactional
    public KpiView one(ProgrammeId programme, String kpi) {
        return registry(programme).kpis().stream()
                .filter(view -> view.definition().kpi().equals(kpi))
                .findFirst()
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "No such KPI is registered"));
    }

    @Transactional
    public LinkView links(ProgrammeId programme) {
        var fresh = registry(programme).kpis().stream()
                .map(view -> new Freshness(
                        view.definition().kpi(),
                        view.definition().feed(),
                        view.observedOn(),
                        view.daysOld(),
                        view.stale()))
                .toList();
        var metric = MetricCatalog.find("session_kpi_links").orElseThrow();
        var answer = metrics.answer(new Question(metric, Grain.TOTAL, programme, null, null, null));
        return answer.cells().stream()
                .findFirst()
                .map(cell -> new LinkView(
                        programme,
                        answer.computedFor(),
                        cell.suppressed(),
                        cell.value(),
                        cell.numerator(),
                        cell.denominator(),
                        fresh))
                .orElseGet(() -> new LinkView(programme, answer.computedFor(), false, null, null, null, fresh));
    }

    @Transactional
    public Page<Unmatched> unmatched(ProgrammeId programme, Optional<Cursor> after, int limit) {
        return jdbi.withHandle(handle -> {
            programmes.requireKnown(programme);
            handle.createQuery(
                            "select set_config('metric.now', :now, true) as now, set_config('metric.as_of', '', true) as as_of")
                    .bind("now", clock.instant().toString())
                    .mapToMap()
                    .list();
            return Keyset.oldestFirst(
                    handle.createQuery(UNMATCHED)
                            .bind("tenant", tenants.current())
                            .bind("programme", programme),
                    after,
                    limit,
                    (row, context) -> unmatched(row),
                    Unmatched::session);
        });
    }

    private List<KpiView> kpis(Handle handle, ProgrammeId programme) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return handle.createQuery(KPIS)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("limit", KPIS_MAX)
                .map((row, context) -> view(row, today))
                .list();
    }

    private static KpiView view(ResultSet row, LocalDate today) throws SQLException {
        var kpi = new Kpi(
                row.getString("kpi"),
                Kpi.About.valueOf(row.getString("about")),
                Kpi.Direction.valueOf(row.getString("direction")),
                row.getString("unit"),
                new PersonId(row.getObject("owner", UUID.class)),
                row.getString("feed"),
                row.getInt("every_days"),
                row.getBigDecimal("baseline"),
                row.getBigDecimal("target"));
        var observedOn = row.getObject("observed_on", LocalDate.class);
        var daysOld = observedOn == null ? null : Long.valueOf(ChronoUnit.DAYS.between(observedOn, today));
        return new KpiView(
                kpi, row.getLong("revision"), observedOn, daysOld, daysOld == null || daysOld > kpi.everyDays());
    }

    private static Unmatched unmatched(ResultSet row) throws SQLException {
        return new Unmatched(
                new SessionId(row.getObject("session", UUID.class)),
                new EngagementId(row.getObject("engagement", UUID.class)),
                Track.valueOf(row.getString("track")),
                row.getObject("held_on", LocalDate.class),
                row.getBoolean("registered") ? Lack.NOT_OBSERVED : Lack.NOT_REGISTERED);
    }
}
