package tandem.matching.removal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import tandem.runtime.sql.Feed;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeJob;

/** Ends the engagements of people on their last day with the company. */
@ApplicationScoped
public class DepartureJob implements ProgrammeJob {

    private final RemovalService service;
    private final Tenants tenants;
    private final Jdbi feed;

    DepartureJob(RemovalService service, Tenants tenants, @Feed Jdbi feed) {
        this.service = service;
        this.tenants = tenants;
        this.feed = feed;
    }

    @Override
    public String name() {
        return "departures";
    }

    @Override
    public void runUntil(Instant now) {
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var due = feed.inTransaction(
                handle -> handle.createQuery("select distinct tenant from departures where leaves_on <= :day")
                        .bind("day", day)
                        .mapTo(String.class)
                        .list());
        for (var tenant : due) {
            tenants.runAs(tenant, () -> {
                boolean more = true;
                while (more) {
                    more = service.depart(day);
                }
            });
        }
    }
}
