package tandem.matching.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementKind;
import tandem.events.Layer;
import tandem.events.MatchId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.RiskClass;
import tandem.events.Track;
import tandem.matching.match.MatchState;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;

/** Reads what waits for a human. */
@ApplicationScoped
public class ReviewQueries {

    private static final String WAITING = """
            select m.id, m.programme, m.leader, m.provider, m.track, m.kind, m.state, m.risk_class, m.rank, m.score, m.proposed_at,
                   m.answer_by,
                   array(select a.office from match_approvals a where a.tenant = m.tenant and a.match = m.id) as offices,
                   array(select e.reason from matches e
                          where e.tenant = m.tenant and e.leader = m.leader and e.track = m.track and e.kind = m.kind
                            and e.state in ('REJECTED', 'REASSIGNED', 'OVERRIDDEN', 'EXPIRED') and e.reason is not null
                          order by e.decided_at, e.id) as earlier
              from matches m
             where m.tenant = :tenant and m.state in ('PROPOSED', 'REVIEWED')
               and (cast(:programme as uuid) is null or m.programme = :programme)
               and (cast(:after as uuid) is null or m.id > :after)
             order by m.id limit :limit
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Clock clock;

    ReviewQueries(Jdbi jdbi, Tenants tenants, @ProgrammeTime Clock clock) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** A question of the checklist, and the rule that asks it. */
    public record QuestionView(String question, String rule) {}

    /**
     * A proposal that waits for a human.
     *
     * @param layer of the programme it belongs to (R59)
     * @param rank null, as the score is, for a pair that people arranged
     * @param ageDays whole days since it was proposed
     * @param mayDecide roles of those who may take the next step; leader, provider and whoever chose the pair are never among them
     * @param earlier codes for why earlier matches of this leader and track came to nothing, oldest first
     */
    public record ReviewView(
            MatchId match,
            ProgrammeId programme,
            PersonId leader,
            PersonId provider,
            Track track,
            EngagementKind kind,
            Layer layer,
            MatchState state,
            RiskClass riskClass,
            @Nullable Integer rank,
            @Nullable BigDecimal score,
            Instant proposedAt,
            long ageDays,
            Instant dueAt,
            boolean overdue,
            int approvals,
            int approvalsNeeded,
            List<String> mayDecide,
            List<QuestionView> checklist,
            List<String> earlier) {}

    /** Oldest first: ids are given in the order of proposing. */
    @Transactional
    public Page<ReviewView> page(@Nullable ProgrammeId programme, Optional<Cursor> after, int limit) {
        var now = clock.instant();
        var rows = jdbi.withHandle(handle -> handle.createQuery(WAITING)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("after", after.map(cursor -> cursor.uuid(0)).orElse(null))
                .bind("limit", limit + 1)
                .map((row, context) -> view(row, now))
                .list());
        return Page.of(rows, limit, view -> Cursor.of(view.match()));
    }

    private static ReviewView view(ResultSet row, Instant now) throws SQLException {
        var offices = texts(row, "offices");
        var runsOut = row.getObject("answer_by", OffsetDateTime.class);
        var review = new Review(
                Track.valueOf(row.getString("track")),
                EngagementKind.valueOf(row.getString("kind")),
                RiskClass.valueOf(row.getString("risk_class")),
                MatchState.valueOf(row.getString("state")),
                Set.copyOf(offices),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                runsOut == null ? null : runsOut.toInstant());
        boolean ranked = review.kind().isRanked();
        return new ReviewView(
                new MatchId(row.getObject("id", UUID.class)),
                new ProgrammeId(row.getObject("programme", UUID.class)),
                new PersonId(row.getObject("leader", UUID.class)),
                new PersonId(row.getObject("provider", UUID.class)),
                review.track(),
                review.kind(),
                Layer.of(review.track(), review.kind()),
                review.state(),
                review.risk(),
                ranked ? row.getInt("rank") : null,
                ranked ? row.getBigDecimal("score") : null,
                review.proposedAt(),
                Duration.between(review.proposedAt(), now).toDays(),
                review.dueAt(),
                review.isOverdue(now),
                offices.size(),
                review.approvalsNeeded(),
                review.mayDecide(),
                review.checklist().stream()
                        .map(question -> new QuestionView(question.name(), question.rule()))
                        .toList(),
                texts(row, "earlier"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray()).toList();
    }
}
