package tandem.analytics.gate;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import tandem.analytics.pilot.PilotTemplate;
import tandem.runtime.tenant.DueWork;
import tandem.runtime.time.ProgrammeJob;

/** Evaluates every gate when its week is over, for the moment it ended; with week 5 it locks what was agreed on (R131). */
@ApplicationScoped
public class GateJob implements ProgrammeJob {

    static final int WEEKS = PilotTemplate.TWENTY_FOUR_WEEKS.weeks().size();

    private static final String DUE = """
            select distinct tenant from pilots
            where weeks_evaluated < :weeks and (starts_on + 7 * (weeks_evaluated + 1))::timestamp at time zone 'utc' <= :now""";

    private final GateService service;
    private final DueWork dueWork;

    GateJob(GateService service, DueWork dueWork) {
        this.service = service;
        this.dueWork = dueWork;
    }

    @Override
    public String name() {
        return "gates";
    }

    @Override
    public void runUntil(Instant now) {
        dueWork.drain(
                handle -> handle.createQuery(DUE).bind("weeks", WEEKS).bind("now", now.atOffset(ZoneOffset.UTC)),
                () -> service.evaluateDue(now));
    }
}
