package tandem.session.sponsorship;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import tandem.runtime.tenant.DueWork;
import tandem.runtime.time.ProgrammeJob;

/** Reminds mentors of what they committed to and of telling what came of it (R103). */
@ApplicationScoped
class SponsorReminderJob implements ProgrammeJob {

    private static final String DUE = "select distinct tenant from sponsor_actions where remind_on <= :today";

    private final SponsorReminderService service;
    private final DueWork dueWork;

    SponsorReminderJob(SponsorReminderService service, DueWork dueWork) {
        this.service = service;
        this.dueWork = dueWork;
    }

    @Override
    public String name() {
        return "sponsor-reminders";
    }

    @Override
    public void runUntil(Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        dueWork.drain(handle -> handle.createQuery(DUE).bind("today", today), () -> service.remind(today));
    }
}
