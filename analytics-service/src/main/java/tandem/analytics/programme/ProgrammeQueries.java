package tandem.analytics.programme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jdbi.v3.core.Jdbi;
import tandem.events.ProgrammeId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** Which programmes there are; they are opened in intake-service and heard of here. */
@ApplicationScoped
public class ProgrammeQueries {

    private final Jdbi jdbi;
    private final Tenants tenants;

    ProgrammeQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** Refuses a programme the store has not heard of. */
    @Transactional
    public void requireKnown(ProgrammeId programme) {
        boolean known = jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (
                            select from programmes
                            where tenant = :tenant and programme = :programme and known_to = 'infinity')""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .mapTo(Boolean.class)
                .one());
        if (!known) {
            throw new Refused(CommonProblems.NOT_FOUND, "There is no such programme here yet");
        }
    }
}
