package tandem.analytics.steering;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tandem.analytics.committee.CommitteeQueries.DecisionView;
import tandem.analytics.gate.GateQueries.GateView;
import tandem.analytics.pilot.PilotQueries.PilotView;
import tandem.analytics.pilot.PilotTemplate.Benchmark;
import tandem.analytics.review.ReviewQueries.ReviewView;

/** All a steering pack is printed from; the page adds nothing but its form. It names nobody. */
record Pack(
        Instant asOf,
        PilotView pilot,
        List<GateView> gates,
        List<DecisionView> decisions,
        List<Trend> trends,
        List<ReviewView> reviews,
        List<Benchmark> benchmarks) {

    /** A metric of the programme, week by week. */
    record Trend(
            String metric, String question, String numerator, String denominator, String caveats, List<Point> points) {}

    /**
     * A week of a metric.
     *
     * @param week its Monday
     * @param value null where it is hidden
     * @param n people it is about, or that they are too few
     */
    record Point(
            LocalDate week,
            boolean suppressed,
            @Nullable BigDecimal value,
            @Nullable Long numerator,
            @Nullable Long denominator,
            String n) {}
}
