package tandem.session.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import tandem.runtime.sql.Feed;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeJob;

/** Tries again what was parked, until the directory answers. */
@ApplicationScoped
class ParkedInputJob implements ProgrammeJob {

    private final ParkedInputService service;
    private final Tenants tenants;
    private final Jdbi feed;

    ParkedInputJob(ParkedInputService service, Tenants tenants, @Feed Jdbi feed) {
        this.service = service;
        this.tenants = tenants;
        this.feed = feed;
    }

    @Override
    public String name() {
        return "parked-inputs";
    }

    @Override
    public void runUntil(Instant now) {
        var waiting = feed.withHandle(handle -> handle.createQuery("select distinct tenant from parked_inputs")
                .mapTo(String.class)
                .list());
        for (var tenant : waiting) {
            tenants.runAs(tenant, service::retry);
        }
    }
}
