package tandem.matching.provider;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import tandem.runtime.tenant.DueWork;
import tandem.runtime.time.ProgrammeJob;

/** Looks again at providers whose calibration, certification, credential or promise runs out (R88, R103–R105). */
@ApplicationScoped
public class StandingJob implements ProgrammeJob {

    private final StandingService service;
    private final DueWork dueWork;

    StandingJob(StandingService service, DueWork dueWork) {
        this.service = service;
        this.dueWork = dueWork;
    }

    @Override
    public String name() {
        return "provider-standings";
    }

    @Override
    public void runUntil(Instant now) {
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        dueWork.drain(
                handle -> handle.createQuery("select distinct tenant from providers where review_on <= :day")
                        .bind("day", day),
                () -> service.reassessDue(day));
    }
}
