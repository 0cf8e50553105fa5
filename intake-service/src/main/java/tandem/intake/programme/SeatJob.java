package tandem.intake.programme;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.ProgrammeId;
import tandem.runtime.sql.Feed;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeJob;

/** Offers seats that became free, however they did: declined, left unanswered, given back, or added to the cohort. */
@ApplicationScoped
public class SeatJob implements ProgrammeJob {

    private final NominationService service;
    private final Tenants tenants;
    private final Jdbi feed;

    SeatJob(NominationService service, Tenants tenants, @Feed Jdbi feed) {
        this.service = service;
        this.tenants = tenants;
        this.feed = feed;
    }

    @Override
    public String name() {
        return "seats";
    }

    @Override
    public void runUntil(Instant now) {
        feed.inTransaction(handle -> handle.createQuery("""
                        select distinct tenant, programme from nomination
                         where state = 'WAITING' or (state = 'INVITED' and answer_by <= :now)""")
                        .bind("now", now)
                        .map((row, context) ->
                                new Queue(row.getString(1), new ProgrammeId(row.getObject(2, UUID.class))))
                        .list())
                .forEach(queue -> tenants.runAs(queue.tenant(), () -> service.offerSeats(queue.programme(), now)));
    }

    private record Queue(String tenant, ProgrammeId programme) {}
}
