package tandem.runtime.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not up while a partition waits for something to pass. */
@Readiness
@ApplicationScoped
class InboxReadiness implements HealthCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Positions positions;

    InboxReadiness(Positions positions) {
        this.positions = positions;
    }

    @Override
    public HealthCheckResponse call() {
        var stuck = positions.waitingLongerThan(PATIENCE);
        var answer = HealthCheckResponse.named("inbox").status(stuck.isEmpty());
        stuck.forEach(place -> answer.withData(place.consumer() + " " + place.partition(), "waits"));
        return answer.build();
    }
}
