package tandem.matching.removal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import tandem.runtime.tenant.DueWork;
import tandem.runtime.time.ProgrammeJob;

/** Ends the engagements of people on their last day with the company. */
@ApplicationScoped
public class DepartureJob implements ProgrammeJob {

    private final RemovalService service;
    private final DueWork dueWork;

    DepartureJob(RemovalService service, DueWork dueWork) {
        this.service = service;
        this.dueWork = dueWork;
    }

    @Override
    public String name() {
        return "departures";
    }

    @Override
    public void runUntil(Instant now) {
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        dueWork.drain(
                handle -> handle.createQuery("select distinct tenant from departures where leaves_on <= :day")
                        .bind("day", day),
                () -> service.depart(day));
    }
}
