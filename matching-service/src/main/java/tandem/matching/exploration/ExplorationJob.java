package tandem.matching.exploration;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import tandem.runtime.tenant.DueWork;
import tandem.runtime.time.ProgrammeJob;

/** Gives up exploratory phases whose time is over, and reminds people of those that are about to be. */
@ApplicationScoped
public class ExplorationJob implements ProgrammeJob {

    private static final String OPEN = "select distinct tenant from matches where state = 'EXPLORING'";

    private final ExplorationService service;
    private final DueWork dueWork;

    ExplorationJob(ExplorationService service, DueWork dueWork) {
        this.service = service;
        this.dueWork = dueWork;
    }

    @Override
    public String name() {
        return "explorations";
    }

    @Override
    public void runUntil(Instant now) {
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        dueWork.drain(handle -> handle.createQuery(OPEN), () -> service.lapse(day));
        dueWork.drain(handle -> handle.createQuery(OPEN), () -> service.remind(day));
    }
}
