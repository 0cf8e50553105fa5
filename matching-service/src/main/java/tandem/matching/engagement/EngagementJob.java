package tandem.matching.engagement;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import tandem.runtime.tenant.DueWork;
import tandem.runtime.time.ProgrammeJob;

/** Ends engagements at their planned end, or when a notice is over. */
@ApplicationScoped
public class EngagementJob implements ProgrammeJob {

    private static final String DUE = """
            select distinct tenant from engagements
             where ended_on is null and (planned_end_on <= :day or terminates_on <= :day)""";

    private final EngagementService service;
    private final DueWork dueWork;

    EngagementJob(EngagementService service, DueWork dueWork) {
        this.service = service;
        this.dueWork = dueWork;
    }

    @Override
    public String name() {
        return "engagement-ends";
    }

    @Override
    public void runUntil(Instant now) {
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        dueWork.drain(handle -> handle.createQuery(DUE).bind("day", day), () -> service.complete(day));
    }
}
