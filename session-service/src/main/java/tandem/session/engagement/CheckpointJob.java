package tandem.session.engagement;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import tandem.runtime.tenant.DueWork;
import tandem.runtime.time.ProgrammeJob;

/** Tells the reviews and the snapshots that fall due (R65, R66, R119). */
@ApplicationScoped
class CheckpointJob implements ProgrammeJob {

    private static final String DUE = """
            select distinct tenant from engagements
             where ended_on is null and (review_due_on <= :day or snapshot_due_on <= :day)""";

    private final EngagementService service;
    private final DueWork dueWork;

    CheckpointJob(EngagementService service, DueWork dueWork) {
        this.service = service;
        this.dueWork = dueWork;
    }

    @Override
    public String name() {
        return "checkpoints";
    }

    @Override
    public void runUntil(Instant now) {
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        dueWork.drain(handle -> handle.createQuery(DUE).bind("day", day), () -> service.tellCheckpoints(day));
    }
}
