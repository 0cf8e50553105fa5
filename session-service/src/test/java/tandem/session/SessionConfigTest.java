package tandem.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tandem.testing.RealParts;

@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeDirectory.class)
class SessionConfigTest {

    @Inject
    SessionConfig config;

    @Test
    void waitsTwelveHoursForTheOtherSide() {
        assertThat(config.settlementGrace()).isEqualTo(Duration.ofHours(12));
    }

    @Test
    void keepsAConfirmationLinkAMonth() {
        assertThat(config.confirmationLife()).isEqualTo(Duration.ofDays(30));
    }
}
