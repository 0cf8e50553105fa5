package tandem.analytics.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import tandem.runtime.tenant.DueWork;
import tandem.runtime.time.ProgrammeJob;

/** Publishes each week once it is over and has settled, and lets old publications go. */
@ApplicationScoped
public class PublicationJob implements ProgrammeJob {
    private final PublicationService service;
    private final DueWork dueWork;

    PublicationJob(PublicationService service, DueWork dueWork) {
        this.service = service;
        this.dueWork = dueWork;
    }

    @Override
    public String name() {
        return "publications";
    }

    @Override
    public void runUntil(Instant now) {
        dueWork.drain(
                handle -> handle.createQuery(Publications.DUE)
                        .bind("asOf", WeekClose.asOf(now).atOffset(ZoneOffset.UTC)),
                () -> service.publish(Occasion.NIGHTLY, now).made());
        dueWork.drain(
                handle -> handle.createQuery(Publications.EXPIRED).bind("now", now.atOffset(ZoneOffset.UTC)), () -> {
                    service.forgetExpired(now);
                    return false;
                });
    }
}
