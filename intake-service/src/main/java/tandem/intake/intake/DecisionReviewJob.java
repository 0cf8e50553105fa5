package tandem.intake.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import tandem.runtime.tenant.DueWork;
import tandem.runtime.time.ProgrammeJob;

/** Opens decisions again when the leader has been here for two years (R30). */
@ApplicationScoped
public class DecisionReviewJob implements ProgrammeJob {

    private static final String DUE = """
            select distinct d.tenant from decision d
             where d.mentor_review_on <= :today
               and not exists (select from decision_review r
                                where r.tenant = d.tenant and r.decision = d.id)""";

    private final DecisionService service;
    private final DueWork dueWork;

    DecisionReviewJob(DecisionService service, DueWork dueWork) {
        this.service = service;
        this.dueWork = dueWork;
    }

    @Override
    public String name() {
        return "decision-reviews";
    }

    @Override
    public void runUntil(Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        dueWork.drain(handle -> handle.createQuery(DUE).bind("today", today), () -> service.review(today, now));
    }
}
