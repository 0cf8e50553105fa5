package tandem.analytics.continuation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import tandem.runtime.tenant.DueWork;
import tandem.runtime.time.ProgrammeJob;

/** Looks once a day at the providers of every pilot whose numbers are locked, until a year after its first day. */
@ApplicationScoped
public class ContinuationJob implements ProgrammeJob {

    private static final String DUE = """
            select distinct tenant from pilots
            where locked_at is not null and coalesce(providers_looked_on, starts_on) < :day and starts_on + 365 > :day""";

    private final ContinuationService service;
    private final DueWork dueWork;

    ContinuationJob(ContinuationService service, DueWork dueWork) {
        this.service = service;
        this.dueWork = dueWork;
    }

    @Override
    public String name() {
        return "continuation-gates";
    }

    @Override
    public void runUntil(Instant now) {
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        dueWork.drain(handle -> handle.createQuery(DUE).bind("day", day), () -> service.lookAt(day));
    }
}
