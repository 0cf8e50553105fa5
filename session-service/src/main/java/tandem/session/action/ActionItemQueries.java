package tandem.session.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.SessionId;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Keyset;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;
import tandem.session.engagement.EngagementQueries;

/** Reads next steps, for their two sides. */
@ApplicationScoped
public class ActionItemQueries {

    private static final String ITEMS = """
            select i.id, i.session, i.action, i.owner, i.due_on, i.state, i.closed_on,
                   (select count(*) - 1 from action_item_changes c where c.tenant = i.tenant and c.item = i.id) as changes
              from action_items i
             where i.tenant = :tenant and i.engagement = :engagement and i.id > :after
             order by i.id
             limit :rows
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final EngagementQueries engagements;

    ActionItemQueries(Jdbi jdbi, Tenants tenants, EngagementQueries engagements) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.engagements = engagements;
    }

    /**
     * A next step.
     *
     * @param action a code of the programme's vocabulary
     * @param closedOn when it was done or dropped
     * @param changes how often it was changed since it was agreed on
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ActionItemView(
            UUID id,
            SessionId session,
            String action,
            Party owner,
            LocalDate dueOn,
            ActionItem.State state,
            @Nullable LocalDate closedOn,
            int changes) {}

    /** The steps of an engagement of the person, in the order they were agreed on. */
    @Transactional
    public Page<ActionItemView> items(EngagementId engagement, PersonId side, @Nullable String cursor, int limit) {
        engagements.requireSeen(engagement, side);
        return jdbi.withHandle(handle -> Keyset.oldestFirst(
                handle.createQuery(ITEMS).bind("tenant", tenants.current()).bind("engagement", engagement),
                Cursor.parse(cursor),
                limit,
                (row, context) -> view(row),
                ActionItemView::id));
    }

    private static ActionItemView view(ResultSet row) throws SQLException {
        return new ActionItemView(
                row.getObject("id", UUID.class),
                new SessionId(row.getObject("session", UUID.class)),
                row.getString("action"),
                Party.valueOf(row.getString("owner")),
                row.getObject("due_on", LocalDate.class),
                ActionItem.State.valueOf(row.getString("state")),
                row.getObject("closed_on", LocalDate.class),
                row.getInt("changes"));
    }
}
