package tandem.session.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.EvidenceTier;
import tandem.events.PersonId;
import tandem.events.SessionId;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Keyset;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;
import tandem.session.engagement.EngagementQueries;

/** Reads sessions: for their two sides, and for those who run programmes all that were told. */
@ApplicationScoped
public class SessionQueries {

    private static final String VIEW = """
            select s.id, s.engagement, s.state, s.origin, s.starts_at, s.ends_at, s.evidence,
                   s.leader_logged, s.provider_logged, s.meeting is not null as follows_calendar
              from sessions s
              join engagements e on e.tenant = s.tenant and e.id = s.engagement
             where s.tenant = :tenant
               and ((cast(:side as uuid) is null and s.told) or e.leader = :side or e.provider = :side)
            """;

    private static final String NEXT = """
               and s.engagement = :engagement
               and (cast(:minimum as text[]) is null or s.evidence = any(cast(:minimum as text[])))
               and (s.starts_at, s.id) > (:afterTime, :after)
             order by s.starts_at, s.id
             limit :rows
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final EngagementQueries engagements;

    SessionQueries(Jdbi jdbi, Tenants tenants, EngagementQueries engagements) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.engagements = engagements;
    }

    /** A session; suggestions are seen by its two sides only. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SessionView(
            SessionId id,
            EngagementId engagement,
            SessionState state,
            String origin,
            Instant startsAt,
            Instant endsAt,
            @Nullable EvidenceTier evidence,
            @Nullable Boolean leaderLogged,
            @Nullable Boolean providerLogged,
            boolean followsCalendar) {}

    /**
     * The session, as the person may see it.
     *
     * @param side the person who asks; null for those who may see all
     */
    @Transactional
    public SessionView session(SessionId session, @Nullable PersonId side) {
        var view = jdbi.withHandle(handle -> handle.createQuery(VIEW + "   and s.id = :session")
                .bind("tenant", tenants.current())
                .bind("side", side == null ? null : side.value())
                .bind("session", session)
                .map((row, context) -> view(row))
                .findOne()
                .orElseThrow(Sessions::unknown));
        engagements.requireSeen(view.engagement(), side);
        return view;
    }

    /**
     * The sessions of an engagement by time.
     *
     * @param minimum only what was settled on at least this evidence; null for all
     */
    @Transactional
    public Page<SessionView> sessions(
            EngagementId engagement,
            @Nullable PersonId side,
            @Nullable EvidenceTier minimum,
            @Nullable String cursor,
            int limit) {
        engagements.requireSeen(engagement, side);
        return jdbi.withHandle(handle -> Keyset.soonestFirst(
                handle.createQuery(VIEW + NEXT)
                        .bind("tenant", tenants.current())
                        .bind("side", side == null ? null : side.value())
                        .bind("engagement", engagement)
                        .bind("minimum", minimum == null ? null : from(minimum)),
                Cursor.parse(cursor),
                limit,
                (row, context) -> view(row),
                SessionView::startsAt,
                SessionView::id));
    }

    private static String[] from(EvidenceTier minimum) {
        return EnumSet.range(minimum, EvidenceTier.PLATFORM).stream()
                .map(EvidenceTier::name)
                .toArray(String[]::new);
    }

    private static SessionView view(ResultSet row) throws SQLException {
        var evidence = row.getString("evidence");
        return new SessionView(
                new SessionId(row.getObject("id", UUID.class)),
                new EngagementId(row.getObject("engagement", UUID.class)),
                SessionState.valueOf(row.getString("state")),
                row.getString("origin"),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                row.getObject("ends_at", OffsetDateTime.class).toInstant(),
                evidence == null ? null : EvidenceTier.valueOf(evidence),
                row.getObject("leader_logged", Boolean.class),
                row.getObject("provider_logged", Boolean.class),
                row.getBoolean("follows_calendar"));
    }
}
