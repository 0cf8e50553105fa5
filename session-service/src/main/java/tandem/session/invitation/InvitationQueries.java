package tandem.session.invitation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
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
            select i.engagement, i.correspondence::text
              from invitations i
              join engagements e on e.tenant = i.tenant and e.id = i.engagement
             where i.tenant = :tenant and i.session = :session and (e.leader = :side or e.provider = :side)
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
     * @param on whether the session is to take place: called off by nobody, declined by neither side
     * @param leader what the leader's calendar answered to this time; absent while it did not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record InvitationView(
            SessionId session,
            EngagementId engagement,
            Instant startsAt,
            Instant endsAt,
            boolean on,
            @Nullable Response leader,
            @Nullable Response provider,
            @Nullable ProposalView proposal) {}

    /** Another time, as a side proposed it. */
    public record ProposalView(Party by, Instant startsAt, Instant endsAt) {}

    @Transactional
    public InvitationView invitation(SessionId session, PersonId side) {
        var view = jdbi.withHandle(handle -> handle.createQuery(VIEW)
                .bind("tenant", tenants.current())
                .bind("session", session)
                .bind("side", side)
                .map((row, context) ->
                        view(session, new EngagementId(row.getObject("engagement", UUID.class)), row.getString(2)))
                .findOne()
                .orElseThrow(
                        () -> new Refused(CommonProblems.NOT_FOUND, "You have no such session that was booked here")));
        engagements.requireSeen(view.engagement(), side);
        return view;
    }

    private static InvitationView view(SessionId session, EngagementId engagement, String text) {
        try {
            var told = EventCodec.json().readValue(text, Correspondence.class);
            var wish = told.proposal();
            return new InvitationView(
                    session,
                    engagement,
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
