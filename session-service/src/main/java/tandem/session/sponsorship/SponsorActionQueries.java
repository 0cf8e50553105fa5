package tandem.session.sponsorship;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.events.SponsorActionId;
import tandem.events.SponsorActionKind;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;
import tandem.session.engagement.EngagementQueries;

/** Reads the sponsor ledger. */
@ApplicationScoped
public class SponsorActionQueries {

    private static final String VIEW = """
            select a.id, a.engagement, a.kind, a.state, a.due_on, a.taken_on, a.confirmed_on
              from sponsor_actions a
              join engagements e on e.tenant = a.tenant and e.id = a.engagement
             where a.tenant = :tenant
               and a.engagement = :engagement
               and (cast(:side as uuid) is null or e.leader = :side or e.provider = :side)
               and (cast(:after as uuid) is null or a.id > :after)
             order by a.id
             limit :limit
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final EngagementQueries engagements;

    SponsorActionQueries(Jdbi jdbi, Tenants tenants, EngagementQueries engagements) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.engagements = engagements;
    }

    /** An entry of the ledger. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SponsorActionView(
            SponsorActionId id,
            EngagementId engagement,
            SponsorActionKind kind,
            SponsorAction.State state,
            LocalDate dueOn,
            @Nullable LocalDate takenOn,
            @Nullable LocalDate confirmedOn) {}

    /**
     * The sponsor actions of an engagement, as the person may see them.
     *
     * @param side the person who asks; null for those who may see all
     */
    @Transactional
    public Page<SponsorActionView> actions(
            EngagementId engagement, @Nullable PersonId side, @Nullable String cursor, int limit) {
        engagements.requireSeen(engagement, side);
        List<SponsorActionView> rows = jdbi.withHandle(handle -> handle.createQuery(VIEW)
                .bind("tenant", tenants.current())
                .bind("engagement", engagement)
                .bind("side", side == null ? null : side.value())
                .bind("after", Cursor.parse(cursor).map(at -> at.uuid(0)).orElse(null))
                .bind("limit", limit + 1)
                .map((row, context) -> view(row))
                .list());
        return Page.of(rows, limit, action -> Cursor.of(action.id()));
    }

    private static SponsorActionView view(ResultSet row) throws SQLException {
        return new SponsorActionView(
                new SponsorActionId(row.getObject("id", UUID.class)),
                new EngagementId(row.getObject("engagement", UUID.class)),
                SponsorActionKind.valueOf(row.getString("kind")),
                SponsorAction.State.valueOf(row.getString("state")),
                row.getObject("due_on", LocalDate.class),
                row.getObject("taken_on", LocalDate.class),
                row.getObject("confirmed_on", LocalDate.class));
    }
}
