package tandem.session.indicator;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.SessionId;
import tandem.runtime.actor.Roles;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.visibility.OnlyFor;
import tandem.session.session.SessionQueries;

/** Reads the indicators of a session, for its two sides. */
@ApplicationScoped
public class IndicatorQueries {

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final SessionQueries sessions;

    IndicatorQueries(Jdbi jdbi, Tenants tenants, SessionQueries sessions) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.sessions = sessions;
    }

    /**
     * What was noted of a session, every list with the newest first: the first of each counts.
     *
     * @param confidence of the leader, whom alone it is shown to
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record IndicatorsView(
            List<TopicsView> topics,

            @OnlyFor(Roles.PARTICIPANT) @Nullable List<ConfidenceView> confidence) {}

    /** What a session was about, as one side said. */
    public record TopicsView(List<String> codes, String vocabulary, Party party, Instant notedAt) {}

    /** How confident the leader felt, 1 to 10. */
    public record ConfidenceView(int rating, Instant ratedAt) {}

    /** The indicators of a session of the person. */
    @Transactional
    public IndicatorsView indicators(SessionId session, PersonId side) {
        var engagement = sessions.session(session, side).engagement();
        return jdbi.withHandle(handle -> {
            var leads = handle.createQuery(
                            "select leader = :side from engagements where tenant = :tenant and id = :engagement")
                    .bind("tenant", tenants.current())
                    .bind("engagement", engagement)
                    .bind("side", side)
                    .mapTo(Boolean.class)
                    .one();
            return new IndicatorsView(topics(handle, session), leads ? confidence(handle, session) : null);
        });
    }

    private List<TopicsView> topics(Handle handle, SessionId session) {
        return handle.createQuery("""
                        select topics, vocabulary, party, noted_at from session_topics
                         where tenant = :tenant and session = :session order by revision desc
                        """)
                .bind("tenant", tenants.current())
                .bind("session", session)
                .map((row, context) -> new TopicsView(
                        List.of((String[]) row.getArray("topics").getArray()),
                        row.getString("vocabulary"),
                        Party.valueOf(row.getString("party")),
                        instant(row, "noted_at")))
                .list();
    }

    private List<ConfidenceView> confidence(Handle handle, SessionId session) {
        return handle.createQuery("""
                        select rating, rated_at from confidence_ratings
                         where tenant = :tenant and session = :session order by revision desc
                        """)
                .bind("tenant", tenants.current())
                .bind("session", session)
                .map((row, context) -> new ConfidenceView(row.getInt("rating"), instant(row, "rated_at")))
                .list();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
