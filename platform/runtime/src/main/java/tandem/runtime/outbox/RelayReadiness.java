package tandem.runtime.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not up while what is committed here reaches nobody. */
@Readiness
@ApplicationScoped
class RelayReadiness implements HealthCheck {

    private final OutboxRelay relay;

    RelayReadiness(OutboxRelay relay) {
        this.relay = relay;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("outbox relay")
                .status(relay.sends())
                .withData("leading", relay.isLeading())
                .build();
    }
}
