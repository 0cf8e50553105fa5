package tandem.session.engagement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** Says whether an engagement is there for who asks, so that nothing and not yours are told apart from empty. */
@ApplicationScoped
public class EngagementQueries {

    private static final String SEEN = """
            select 1
              from engagements
             where tenant = :tenant
               and id = :engagement
               and (cast(:side as uuid) is null or leader = :side or provider = :side)
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;

    EngagementQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /**
     * Refuses as not found what the person may not see.
     *
     * @param side the person who asks; null for those who may see all of the tenant
     */
    @Transactional
    public void requireSeen(EngagementId engagement, @Nullable PersonId side) {
        var seen = jdbi.withHandle(handle -> handle.createQuery(SEEN)
                .bind("tenant", tenants.current())
                .bind("engagement", engagement)
                .bind("side", side == null ? null : side.value())
                .mapTo(Integer.class)
                .findOne());
        if (seen.isEmpty()) {
            throw new Refused(CommonProblems.NOT_FOUND, "There is no such engagement for you");
        }
    }
}
