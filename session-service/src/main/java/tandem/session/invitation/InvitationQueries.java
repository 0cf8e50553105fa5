package tandem.session.invitation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.SessionId;
import tandem.runtime.event.EventCodec;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;
import tandem.session.engagement.EngagementQueries;
import tandem.session.rule.Answer.Response;
import tandem.session.rule.Correspondence;

/** Reads how an invitation stands, for its two sides. */
@ApplicationScoped
public class InvitationQueries {

    private static final String VIEW = """
            select i.engagement, i.series, i.correspondence::text as correspondence
              from invitations i
              join engagements e on e.tenant = i.tenant and e.id = i.engagement
             where i.tenant = :tenant and i.session = :session and (e.leader = :side or e.provider = :side)
            """;

    private static final String MEMBERS = """
            select i.session
              from invitations i
              join engagements e on e.tenant = i.tenant and e.id = i.engagement
             where i.tenant = :tenant and i.series = :series and (e.leader = :side or e.provider = :side)
             order by i.original_start
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final EngagementQueries engagements;

    InvitationQueries(Jdbi jdbi, Tenants tenants, EngagementQueries engagements) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.engagements = engagements;
    }

    /**
     * How an invitation stands.
     *
     * @param series the series it is of; absent where it was booked by itself
     * @param on whether the session is to take place: called off by nobody, declined by neither side
     * @param leader what the leader's calendar answered to this time; absent while it did not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record InvitationView(
            SessionId session,
            EngagementId engagement,
            @Nullable UUID series,
            Instant startsAt,
            Instant endsAt,
            boolean on,
            @Nullable Response leader,
            @Nullable Response provider,
            @Nullable ProposalView proposal) {}

    /** Another time, as a side proposed it. */
    public record ProposalView(Party by, Instant startsAt, Instant endsAt) {}

    /** A series that was booked, and its sessions. */
    public record SeriesView(UUID series, List<SessionId> sessions) {}

    @Transactional
    public InvitationView invitation(SessionId session, PersonId side) {
        var view = jdbi.withHandle(handle -> handle.createQuery(VIEW)
                .bind("tenant", tenants.current())
                .bind("session", session)
                .bind("side", side)
                .map((row, context) -> view(session, row))
                .findOne()
                .orElseThrow(
                        () -> new Refused(CommonProblems.NOT_FOUND, "You have no such session that was booked here")));
        engagements.requireSeen(view.engagement(), side);
        return view;
    }

    /** The sessions of a series, in the order it first had them. */
    @Transactional
    public SeriesView series(UUID series, PersonId side) {
        var sessions = jdbi.withHandle(handle -> handle.createQuery(MEMBERS)
                .bind("tenant", tenants.current())
                .bind("series", series)
                .bind("side", side)
                .map((row, context) -> new SessionId(row.getObject("session", UUID.class)))
                .list());
        if (sessions.isEmpty()) {
            throw new Refused(CommonProblems.NOT_FOUND, "You have no such series");
        }
        return new SeriesView(series, sessions);
    }

    private static InvitationView view(SessionId session, ResultSet row) throws SQLException {
        try {
            var told = EventCodec.json().readValue(row.getString("correspondence"), Correspondence.class);
            var wish = told.proposal();
            return new InvitationView(
                    session,
                    new EngagementId(row.getObject("engagement", UUID.class)),
                    row.getObject("series", UUID.class),
                    told.startsAt(),
                    told.endsAt(),
                    told.takesPlace(),
                    told.response(Party.LEADER).orElse(null),
                    told.response(Party.PROVIDER).orElse(null),
                    wish == null ? null : new ProposalView(wish.by(), wish.startsAt(), wish.endsAt()));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A correspondence cannot be read", broken);
        }
    }
}
