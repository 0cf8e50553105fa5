package tandem.session.engagement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.runtime.audit.CurrentAct;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** Says whether an engagement is there for who asks, so that nothing and not yours are told apart from empty. */
@ApplicationScoped
public class EngagementQueries {

    private static final String SEEN = """
            select leader, provider
              from engagements
             where tenant = :tenant
               and id = :engagement
               and (cast(:side as uuid) is null or leader = :side or provider = :side)
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final CurrentAct act;

    EngagementQueries(Jdbi jdbi, Tenants tenants, CurrentAct act) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.act = act;
    }

    /**
     * Refuses as not found what the person may not see, and tells the trail whom it shows to others.
     *
     * @param side the person who asks; null for those who may see all of the tenant
     */
    @Transactional
    public void requireSeen(EngagementId engagement, @Nullable PersonId side) {
        var sides = jdbi.withHandle(handle -> handle.createQuery(SEEN)
                .bind("tenant", tenants.current())
                .bind("engagement", engagement)
                .bind("side", side == null ? null : side.value())
                .map((row, context) -> new PersonId[] {
                    new PersonId(row.getObject("leader", UUID.class)),
                    new PersonId(row.getObject("provider", UUID.class))
                })
                .findOne()
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no such engagement for you")));
        if (side == null) {
            act.shows(sides);
        } else {
            act.showsOwn();
        }
    }
}
