package tandem.analytics.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.analytics.metric.Metric;
import tandem.analytics.metric.Metric.Grain;
import tandem.analytics.metric.MetricCatalog;
import tandem.analytics.metric.MetricQueries;
import tandem.analytics.metric.MetricQueries.Cell;
import tandem.analytics.metric.MetricQueries.Question;
import tandem.analytics.pilot.Pilot;
import tandem.analytics.pilot.PilotTemplate.Week;
import tandem.analytics.rule.Criterion;
import tandem.analytics.rule.Criterion.Source;
import tandem.analytics.rule.Reading;
import tandem.runtime.tenant.Tenants;

/**
 * Reads what a gate asks for, as it was known at a moment. Figures come the one way every figure leaves the store, so that a gate
 * stands on nothing its readers may not see (docs/decisions/0072).
 */
@ApplicationScoped
public class EvidenceQueries {

    private static final String EVENT = """
            select exists (
                select from ledger
                where tenant = :tenant and subject = :programme and type = :type and known_at <= :at and time <= :at)""";

    private static final String DECISION = """
            select exists (
                select from committee_decisions
                where tenant = :tenant and programme = :programme and week = :week and decided_at <= :at)""";

    private static final String SIGN_OFF = """
            select case when holds then coalesce(amount, 1) else 0 end
            from gate_sign_offs
            where tenant = :tenant and programme = :programme and week = :week and criterion = :criterion and signed_at <= :at
            order by signed_at desc, id desc limit 1""";

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final MetricQueries metrics;

    EvidenceQueries(Jdbi jdbi, Tenants tenants, MetricQueries metrics) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.metrics = metrics;
    }

    /** The readings of all criteria of a gate, by their codes. */
    @Transactional
    public Map<String, Reading> of(Pilot pilot, Week week, Instant at) {
        var readings = new HashMap<String, Reading>();
        for (var criterion : week.criteria()) {
            readings.put(criterion.code(), reading(pilot, week, criterion, at));
        }
        return readings;
    }

    private Reading reading(Pilot pilot, Week week, Criterion criterion, Instant at) {
        return switch (criterion.source()) {
            case FIGURE, PEOPLE -> figure(pilot, criterion, at);
            case EVENT -> event(pilot, criterion, at);
            case SIGN_OFF -> signOff(pilot, week, criterion, at);
            case DECISION -> decision(pilot, week, at);
            case LOCK -> yesOrNothing(isLocked(pilot, at));
        };
    }

    private Reading figure(Pilot pilot, Criterion criterion, Instant at) {
        var metric = metric(criterion);
        var slice = criterion.slice();
        var grain = slice == null ? Grain.TOTAL : metric.grains().contains(Grain.KIND) ? Grain.KIND : Grain.TRACK;
        var cells = metrics.answer(new Question(metric, grain, pilot.programme(), null, null, at)).cells().stream()
                .filter(cell -> slice == null || slice.equals(Criterion.ANY) || slice.equals(nameOf(cell)))
                .toList();
        return cells.stream()
                .filter(cell -> !cell.suppressed())
                .map(cell -> found(criterion, cell))
                .max(Comparator.comparing(reading -> Objects.requireNonNull(reading.value())))
                .orElse(cells.isEmpty() ? Reading.NOTHING : Reading.HIDDEN);
    }

    private static Reading found(Criterion criterion, Cell cell) {
        var people = Integer.valueOf(cell.n());
        var value = criterion.source() == Source.PEOPLE ? BigDecimal.valueOf(people) : cell.value();
        return new Reading(Reading.State.FOUND, value, cell.numerator(), cell.denominator(), people);
    }

    private static @Nullable String nameOf(Cell cell) {
        return cell.kind() == null ? cell.track() : cell.kind();
    }

    private Reading event(Pilot pilot, Criterion criterion, Instant at) {
        return yesOrNothing(jdbi.withHandle(handle -> handle.createQuery(EVENT)
                .bind("tenant", tenants.current())
                .bind("programme", pilot.programme().toString())
                .bind("type", criterion.of())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .mapTo(Boolean.class)
                .one()));
    }

    private Reading signOff(Pilot pilot, Week week, Criterion criterion, Instant at) {
        return jdbi.withHandle(handle -> handle.createQuery(SIGN_OFF)
                .bind("tenant", tenants.current())
                .bind("programme", pilot.programme())
                .bind("week", week.week())
                .bind("criterion", criterion.code())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .mapTo(BigDecimal.class)
                .findOne()
                .map(Reading::of)
                .orElse(Reading.NOTHING));
    }

    private Reading decision(Pilot pilot, Week week, Instant at) {
        return yesOrNothing(jdbi.withHandle(handle -> handle.createQuery(DECISION)
                .bind("tenant", tenants.current())
                .bind("programme", pilot.programme())
                .bind("week", week.week())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .mapTo(Boolean.class)
                .one()));
    }

    private static boolean isLocked(Pilot pilot, Instant at) {
        var lockedAt = pilot.lockedAt();
        return lockedAt != null && !lockedAt.isAfter(at);
    }

    private static Reading yesOrNothing(boolean yes) {
        return yes ? Reading.of(true) : Reading.NOTHING;
    }

    static Metric metric(Criterion criterion) {
        return MetricCatalog.find(Objects.requireNonNull(criterion.of()))
                .orElseThrow(() -> new IllegalStateException("The template names a metric that is gone"));
    }
}
