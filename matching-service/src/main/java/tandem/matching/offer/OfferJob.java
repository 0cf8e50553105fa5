package tandem.matching.offer;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import tandem.matching.kind.KindSql;
import tandem.runtime.tenant.DueWork;
import tandem.runtime.time.ProgrammeJob;

/** Lets offers run out and offers what is free to the next. After the other jobs, so that a seat freed by them is offered at once. */
@Priority(OfferJob.LAST)
@ApplicationScoped
public class OfferJob implements ProgrammeJob {

    static final int LAST = -100;

    private static final String OVERDUE = """
            select distinct tenant from matches
             where answer_by <= :now and state in ('PROPOSED', 'REVIEWED', 'APPROVED')
            """;

    // Cheap, because it is asked every minute: somebody waits and is not being seen to, and somebody in the pool has a
    // seat. Whether
    // the two fit each other is looked at then.
    private static final String SEATS_FREE = """
            select distinct w.tenant from waitlist w
             where not exists (select from matches m
                                where m.tenant = w.tenant and m.leader = w.leader and m.track = w.track
                                  and m.%s
                                  and (m.seat or m.state in ('PROPOSED', 'REVIEWED')))
               and exists (select from providers p
                            where p.tenant = w.tenant and w.track = any(p.tracks) and p.state = 'QUALIFIED'
                              and p.capacity > (select count(distinct %s) from matches h
                                                 where h.tenant = p.tenant and h.provider = p.id
                                                   and h.kind <> 'PEER'
                                                   and (h.seat or h.offered_at is not null
                                                                  and h.state in ('PROPOSED', 'REVIEWED'))))
            """.formatted(KindSql.OF_RECORD, KindSql.seat("h"));

    private final OfferService service;
    private final DueWork dueWork;

    OfferJob(OfferService service, DueWork dueWork) {
        this.service = service;
        this.dueWork = dueWork;
    }

    @Override
    public String name() {
        return "waitlist-offers";
    }

    @Override
    public void runUntil(Instant now) {
        dueWork.drain(
                handle -> handle.createQuery(OVERDUE).bind("now", now.atOffset(ZoneOffset.UTC)),
                () -> service.expire(now));
        dueWork.drain(handle -> handle.createQuery(SEATS_FREE), () -> service.offerAll() > 0);
    }
}
