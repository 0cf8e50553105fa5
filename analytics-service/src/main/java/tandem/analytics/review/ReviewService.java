package tandem.analytics.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import tandem.analytics.CanonicalJson;
import tandem.analytics.metric.Metric;
import tandem.analytics.metric.Metric.Grain;
import tandem.analytics.metric.MetricCatalog;
import tandem.analytics.metric.MetricQueries;
import tandem.analytics.metric.MetricQueries.Cell;
import tandem.analytics.metric.MetricQueries.Question;
import tandem.analytics.review.ReviewQueries.Figure;
import tandem.analytics.review.ReviewQueries.Figures;
import tandem.events.ProgrammeId;

/** Keeps what the figures of behaviour, KPIs and participation were on a day, as known at its beginning. */
@ApplicationScoped
public class ReviewService {

    /** Behaviour and participation first, KPIs by their kind: a goal KPI is to be seen at month 3 and 6 (R119). */
    private static final List<String> METRICS = List.of(
            "attendance",
            "cadence_adherence",
            "action_items",
            "pulse_direction",
            "movement_360",
            "sponsored_leaders",
            "kpi_improvement",
            "milestones",
            "session_kpi_links");

    private final Reviews reviews;
    private final MetricQueries metrics;

    ReviewService(Reviews reviews, MetricQueries metrics) {
        this.reviews = reviews;
        this.metrics = metrics;
    }

    /** Takes one review of the tenant that is due; false when none is. */
    @Transactional
    public boolean takeDue(LocalDate day) {
        var due = reviews.nextDue(day);
        due.ifPresent(review -> {
            var at = review.dueOn().atStartOfDay(ZoneOffset.UTC).toInstant();
            reviews.add(review, CanonicalJson.of(figures(review.programme(), at)), at);
        });
        return due.isPresent();
    }

    private Figures figures(ProgrammeId programme, Instant at) {
        return new Figures(METRICS.stream()
                .map(name -> MetricCatalog.find(name).orElseThrow())
                .flatMap(metric ->
                        metrics.answer(new Question(metric, grain(metric), programme, null, null, at)).cells().stream()
                                .map(cell -> figure(metric, cell)))
                .toList());
    }

    private static Grain grain(Metric metric) {
        return metric.grains().contains(Grain.KIND) ? Grain.KIND : Grain.TOTAL;
    }

    private static Figure figure(Metric metric, Cell cell) {
        return new Figure(
                metric.name(),
                metric.version(),
                cell.kind(),
                cell.suppressed(),
                cell.value(),
                cell.numerator(),
                cell.denominator(),
                cell.n());
    }
}
