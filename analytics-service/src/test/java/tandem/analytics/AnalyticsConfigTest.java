package tandem.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import tandem.analytics.ledger.LedgerSettings;

class AnalyticsConfigTest {
    private static AnalyticsConfig with(Map<String, String> properties) {
        ConfigSource source = new PropertiesConfigSource(properties, "test", 100);
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(AnalyticsConfig.class)
                .withSources(source)
                .build()
                .getConfigMapping(AnalyticsConfig.class);
    }

    @Test
    void hasTheseDefaults() {
        var config = with(Map.of());

        assertThat(config.ledger().enabled()).isTrue();
        assertThat(config.ledger().workers()).isEqualTo(2);
        assertThat(config.removalReports().every()).isEqualTo("1s");
        assertThat(config.publications().keep()).isEqualTo(Duration.ofDays(400));
        assertThat(config.readers().watchEvery()).isEqualTo("10s");
    }

    @Test
    void worksAsTheBenchMeasures() {
        var config = with(Map.of()).ledger();
        var measured = LedgerSettings.standard();

        assertThat(config.pollMax()).isEqualTo(measured.pollMax());
        assertThat(config.busyPerSecond()).isEqualTo(measured.busyPerSecond());
        assertThat(config.gather()).isEqualTo(measured.gather());
    }

    @Test
    void isSetByTheseNames() {
        var config = with(Map.of(
                "analytics.ledger.enabled", "false",
                "analytics.ledger.workers", "4",
                "analytics.ledger.poll-max", "100",
                "analytics.ledger.busy-per-second", "1",
                "analytics.ledger.gather", "2s",
                "analytics.publications.keep", "P90D",
                "analytics.readers.watch-every", "off",
                "analytics.removal-reports.every", "off"));

        assertThat(config.ledger().enabled()).isFalse();
        assertThat(config.ledger().workers()).isEqualTo(4);
        assertThat(config.ledger().pollMax()).isEqualTo(100);
        assertThat(config.ledger().busyPerSecond()).isEqualTo(1);
        assertThat(config.ledger().gather()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.publications().keep()).isEqualTo(Duration.ofDays(90));
        assertThat(config.readers().watchEvery()).isEqualTo("off");
        assertThat(config.removalReports().every()).isEqualTo("off");
    }
}
