package tandem.analytics.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import tandem.runtime.time.MachineTime;

/** Not up while the store takes nothing in. */
@Readiness
@ApplicationScoped
class LedgerReadiness implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LedgerService ledger;
    private final Clock clock;

    LedgerReadiness(LedgerService ledger, @MachineTime Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        var stuck = ledger.stuckSince()
                .filter(since -> since.isBefore(clock.instant().minus(PATIENCE)));
        var answer = HealthCheckResponse.named("ledger").status(stuck.isEmpty());
        stuck.ifPresent(since -> answer.withData("stuckSince", since.toString()));
        return answer.build();
    }
}
