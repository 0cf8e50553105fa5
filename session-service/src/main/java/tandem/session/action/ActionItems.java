package tandem.session.action;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.Party;
import tandem.events.SessionId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** The next steps of a tenant, with every change of them. */
@ApplicationScoped
class ActionItems implements PanacheRepositoryBase<ActionItem, UUID> {

    private final Jdbi jdbi;
    private final Tenants tenants;

    ActionItems(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** The step, locked: its two sides may close it at the same time. */
    ActionItem lock(UUID item) {
        return findByIdOptional(item, LockModeType.PESSIMISTIC_WRITE).orElseThrow(ActionItems::unknown);
    }

    long countOf(SessionId session) {
        return count("session", session.value());
    }

    long changesOf(UUID item) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from action_item_changes where tenant = :tenant and item = :item")
                .bind("tenant", tenants.current())
                .bind("item", item)
                .mapTo(Long.class)
                .one());
    }

    /** Writes down what the step was changed to, and by which side. */
    void remember(ActionItem item, Party by, Instant at) {
        var standing = item.standing();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into action_item_changes
                               (tenant, item, position, party, owner, due_on, state, changed_at)
                        select :tenant, :item, count(*) + 1, :party, :owner, :due, :state, :at
                          from action_item_changes where tenant = :tenant and item = :item
                        """)
                .bind("tenant", tenants.current())
                .bind("item", item.id())
                .bind("party", by.name())
                .bind("owner", standing.owner().name())
                .bind("due", standing.dueOn())
                .bind("state", standing.state().name())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute());
    }

    static Refused unknown() {
        return new Refused(CommonProblems.NOT_FOUND, "You have no such step");
    }
}
