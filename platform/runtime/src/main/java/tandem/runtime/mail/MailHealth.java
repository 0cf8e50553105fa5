package tandem.runtime.mail;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says whether mail goes out. The service works without: what it has to say waits, so it is up either way. */
@Readiness
@ApplicationScoped
class MailHealth implements HealthCheck {

    private final MailConfig config;
    private final MailQueue queue;
    private final MailJob job;

    MailHealth(MailConfig config, MailQueue queue, MailJob job) {
        this.config = config;
        this.queue = queue;
        this.job = job;
    }

    @Override
    public HealthCheckResponse call() {
        var server = config.server().isEmpty() ? "none: nothing is sent" : job.isReached() ? "reached" : "not reached";
        return HealthCheckResponse.named("mail")
                .up()
                .withData("server", server)
                .withData("queued", queue.waiting())
                .build();
    }
}
