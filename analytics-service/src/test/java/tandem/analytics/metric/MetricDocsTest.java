package tandem.analytics.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tandem.local.Checkout;

class MetricDocsTest {
    @Test
    void documentsEveryMetricAsTheCatalogueHasIt() throws IOException {
        var page = Files.readString(Checkout.find().root().resolve("docs/metrics.md"));

        assertThat(page).contains(sections());
    }

    @Test
    void hasAViewForEveryMetric() {
        assertThat(MetricCatalog.all())
                .allSatisfy(metric -> assertThat(
                                getClass().getResource("/db/migration/R__metric_" + metric.name() + ".sql"))
                        .as(metric.name())
                        .isNotNull());
    }

    private static String sections() {
        return MetricCatalog.all().stream().map(MetricDocsTest::section).collect(Collectors.joining("\n"));
    }

    private static String section(Metric metric) {
        return """
                ## %s

                %s %s, version %d. Owner: %s. Rule: %s.

                - Formula: %s ÷ %s
                - Grains: %s
                - Read with care: %s
                """.formatted(
                        metric.name(),
                        metric.question(),
                        metric.timing() == Metric.Timing.LEADING ? "Leading" : "Lagging",
                        metric.version(),
                        metric.owner(),
                        metric.rule(),
                        metric.numerator(),
                        metric.denominator(),
                        metric.grains().stream()
                                .map(grain -> grain.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")),
                        metric.caveats());
    }
}
