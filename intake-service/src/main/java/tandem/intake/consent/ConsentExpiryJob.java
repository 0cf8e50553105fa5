package tandem.intake.consent;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import tandem.runtime.tenant.DueWork;
import tandem.runtime.time.ProgrammeJob;

/** Withdraws what has run out: from then on nobody can tell an expired consent from a withdrawn one. */
@ApplicationScoped
public class ConsentExpiryJob implements ProgrammeJob {

    private final ConsentService service;
    private final DueWork dueWork;

    ConsentExpiryJob(ConsentService service, DueWork dueWork) {
        this.service = service;
        this.dueWork = dueWork;
    }

    @Override
    public String name() {
        return "consent-expiry";
    }

    @Override
    public void runUntil(Instant now) {
        dueWork.drain(
                handle -> handle.createQuery("select distinct tenant from consent where granted and expires_at <= :now")
                        .bind("now", now),
                () -> service.expire(now));
    }
}
