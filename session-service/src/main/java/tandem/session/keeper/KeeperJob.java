package tandem.session.keeper;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import tandem.runtime.tenant.DueWork;
import tandem.runtime.time.ProgrammeJob;

/** Lets the keeper look at the engagements it said it would look at by now (R125). */
@ApplicationScoped
class KeeperJob implements ProgrammeJob {

    private static final String DUE =
            "select distinct tenant from engagements where ended_on is null and keeper_looks_at <= :now";

    private static final String WAITING = "select distinct tenant from prompts where mail_at <= :now";

    private final KeeperService service;
    private final DueWork dueWork;

    KeeperJob(KeeperService service, DueWork dueWork) {
        this.service = service;
        this.dueWork = dueWork;
    }

    @Override
    public String name() {
        return "keeper";
    }

    @Override
    public void runUntil(Instant now) {
        dueWork.drain(handle -> handle.createQuery(DUE).bind("now", now), () -> service.look(now));
        dueWork.drain(handle -> handle.createQuery(WAITING).bind("now", now), () -> service.mail(now));
    }
}
