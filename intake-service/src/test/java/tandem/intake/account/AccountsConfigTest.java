package tandem.intake.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Pins names and defaults: a renamed property breaks here, not in production. */
class AccountsConfigTest {

    @Test
    void readsWhatTheServiceShips() throws IOException {
        var config = read(Map.of("tandem.oidc.url", "http://localhost:8180/realms/tandem"));

        assertThat(config.realmUrl()).isEqualTo("http://localhost:8180/realms/tandem");
        assertThat(config.clientSecret()).isEmpty();
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.removalEvery()).isEqualTo("30s");
    }

    @Test
    void takesTheSecretFromTheEnvironment() throws IOException {
        var config = read(Map.of("tandem.oidc.url", "http://idp/realms/tandem", "TANDEM_CLIENT_SECRET", "s3cret"));

        assertThat(config.clientSecret()).contains("s3cret");
    }

    private static AccountsConfig read(Map<String, String> environment) throws IOException {
        var shipped = Objects.requireNonNull(AccountsConfigTest.class.getResource("/application.properties"));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(
                        new PropertiesConfigSource(shipped, 100), new PropertiesConfigSource(environment, "env", 300))
                .withMapping(AccountsConfig.class)
                .build()
                .getConfigMapping(AccountsConfig.class);
    }
}
