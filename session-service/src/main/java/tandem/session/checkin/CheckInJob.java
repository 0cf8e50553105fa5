package tandem.session.checkin;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import tandem.runtime.tenant.DueWork;
import tandem.runtime.time.ProgrammeJob;

/** Opens, closes and asks, in this order: nobody is reminded of what has just closed. */
@ApplicationScoped
class CheckInJob implements ProgrammeJob {

    private final DueWork work;
    private final OpeningService opening;
    private final ConclusionService conclusion;
    private final AskingService asking;

    CheckInJob(DueWork work, OpeningService opening, ConclusionService conclusion, AskingService asking) {
        this.work = work;
        this.opening = opening;
        this.conclusion = conclusion;
        this.asking = asking;
    }

    @Override
    public String name() {
        return "check-ins";
    }

    @Override
    public void runUntil(Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        work.drain(
                handle -> handle.createQuery("select distinct e.tenant" + CheckInClocks.DUE)
                        .bind("today", today),
                () -> opening.openDue(now));
        work.drain(handle -> handle.createQuery("""
                                select distinct c.tenant from check_ins c
                                 where c.state = 'OPEN'
                                   and (c.closes_on < :today
                                        or not exists (select from check_in_invitees i
                                                        where i.tenant = c.tenant and i.check_in = c.id
                                                          and i.state = 'ASKED'))
                                """).bind("today", today), () -> conclusion.closeOver(today));
        work.drain(
                handle -> handle.createQuery("select distinct tenant from check_in_invitees where prompt_at <= :now")
                        .bind("now", now.atOffset(ZoneOffset.UTC)),
                () -> asking.promptDue(now));
    }
}
