package tandem.analytics.steering;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import tandem.analytics.committee.CommitteeQueries;
import tandem.analytics.gate.GateQueries;
import tandem.analytics.metric.Metric;
import tandem.analytics.metric.Metric.Grain;
import tandem.analytics.metric.MetricCatalog;
import tandem.analytics.metric.MetricQueries;
import tandem.analytics.metric.MetricQueries.Question;
import tandem.analytics.pilot.PilotQueries;
import tandem.analytics.pilot.PilotTemplate;
import tandem.analytics.review.ReviewQueries;
import tandem.analytics.steering.Pack.Point;
import tandem.analytics.steering.Pack.Trend;
import tandem.events.ProgrammeId;
import tandem.runtime.time.ProgrammeTime;

/** Gathers what a steering pack is printed from. Figures come the way every figure leaves the store, hidden where others are. */
@ApplicationScoped
class PackQueries {

    private static final List<String> TRENDS = List.of(
            "attendance", "cadence_adherence", "action_items_documented", "check_in_completion", "session_kpi_links");

    private final PilotQueries pilots;
    private final GateQueries gates;
    private final CommitteeQueries committee;
    private final ReviewQueries reviews;
    private final MetricQueries metrics;
    private final Clock clock;

    PackQueries(
            PilotQueries pilots,
            GateQueries gates,
            CommitteeQueries committee,
            ReviewQueries reviews,
            MetricQueries metrics,
            @ProgrammeTime Clock clock) {
        this.pilots = pilots;
        this.gates = gates;
        this.committee = committee;
        this.reviews = reviews;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Transactional
    public Pack gather(ProgrammeId programme) {
        var now = clock.instant();
        var pilot = pilots.get(programme);
        return new Pack(
                now,
                pilot,
                gates.all(programme).gates(),
                committee.decisions(programme).decisions(),
                TRENDS.stream()
                        .map(name -> MetricCatalog.find(name).orElseThrow())
                        .map(metric -> trend(metric, programme, now))
                        .toList(),
                reviews.of(programme).reviews(),
                PilotTemplate.find(pilot.template(), pilot.templateVersion())
                        .orElseThrow()
                        .benchmarks());
    }

    private Trend trend(Metric metric, ProgrammeId programme, Instant at) {
        var cells = metrics.answer(new Question(metric, Grain.WEEK, programme, null, null, at))
                .cells();
        return new Trend(
                metric.name(),
                metric.question(),
                metric.numerator(),
                metric.denominator(),
                metric.caveats(),
                cells.stream()
                        .filter(cell -> cell.week() != null)
                        .map(cell -> new Point(
                                Objects.requireNonNull(cell.week()),
                                cell.suppressed(),
                                cell.value(),
                                cell.numerator(),
                                cell.denominator(),
                                cell.n()))
                        .toList());
    }
}
