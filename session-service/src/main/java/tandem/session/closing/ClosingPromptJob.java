package tandem.session.closing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import tandem.runtime.tenant.DueWork;
import tandem.runtime.time.ProgrammeJob;
import tandem.session.rule.Closing;

/** Lets both sides of engagements that end be asked for their reviews (R122). */
@ApplicationScoped
class ClosingPromptJob implements ProgrammeJob {

    private final ClosingPromptService service;
    private final DueWork dueWork;

    ClosingPromptJob(ClosingPromptService service, DueWork dueWork) {
        this.service = service;
        this.dueWork = dueWork;
    }

    @Override
    public String name() {
        return "closing-reviews";
    }

    @Override
    public void runUntil(Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        dueWork.drain(
                handle -> handle.createQuery("select distinct e.tenant" + ClosingPrompts.DUE)
                        .bind("from", Closing.earliestEnd(today))
                        .bind("until", Closing.latestEnd(today))
                        .bind("now", now.atOffset(ZoneOffset.UTC)),
                () -> service.ask(now));
    }
}
