package tandem.analytics.committee;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.analytics.CanonicalJson;
import tandem.analytics.committee.Motion.Minute;
import tandem.analytics.committee.Motion.Terms;
import tandem.analytics.committee.Motion.VetoReason;
import tandem.analytics.pilot.Pilots;
import tandem.analytics.rule.Ballot.Vote;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** Committees, motions and decisions, to read. */
@ApplicationScoped
public class CommitteeQueries {

    private static final int MOTIONS_MAX = 200;

    private static final String MOTIONS = """
            select m.id, m.week, m.decision, m.minutes, m.terms, m.veto_reason, m.opened_at, m.closed_at,
                   d.motion is not null as carried,
                   array(
                       select v.seat || '=' || v.vote from motion_votes v
                       where v.tenant = m.tenant and v.motion = m.id) as votes
            from motions m
            left join committee_decisions d on d.tenant = m.tenant and d.programme = m.programme and d.week = m.week and d.motion = m.id
            where m.tenant = :tenant and m.programme = :programme
            order by m.id desc limit :limit""";

    private static final String DECISIONS = """
            select week, document, content_hash, signature from committee_decisions
            where tenant = :tenant and programme = :programme order by week""";

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Pilots pilots;
    private final Motions motions;

    CommitteeQueries(Jdbi jdbi, Tenants tenants, Pilots pilots, Motions motions) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.pilots = pilots;
        this.motions = motions;
    }

    /** The committee of a pilot. */
    public record CommitteeView(ProgrammeId programme, List<SeatView> seats, int quorum, long revision) {}

    /** A seat, the role it asks for, and whoever sits on it. */
    public record SeatView(Seat seat, String role, PersonId person) {}

    /**
     * Something put to the vote.
     *
     * @param votes by seat, as far as they were cast
     * @param vetoReason null unless it was vetoed
     * @param closedAt null while it can be voted on
     * @param carried whether it became the gate's decision
     */
    public record MotionView(
            UUID id,
            int week,
            String decision,
            List<Minute> minutes,
            Terms terms,
            Map<Seat, Vote> votes,
            @Nullable VetoReason vetoReason,
            Instant openedAt,
            @Nullable Instant closedAt,
            boolean carried) {}

    /** The motions of a pilot, the latest first. */
    public record MotionsView(List<MotionView> motions) {}

    /**
     * A decision as it was recorded.
     *
     * @param contentHash SHA-256 over the document as it is kept
     * @param signature of the document, a compact JWS under the tenant's key
     */
    public record DecisionView(int week, DecisionDocument document, String contentHash, String signature) {}

    /** The decisions of a pilot in the order of their weeks. */
    public record DecisionsView(List<DecisionView> decisions) {}

    @Transactional
    public CommitteeView committee(ProgrammeId programme) {
        pilots.get(programme);
        return motions.committee(programme)
                .map(committee -> new CommitteeView(
                        programme,
                        committee.seats().entrySet().stream()
                                .map(seat -> new SeatView(
                                        seat.getKey(), seat.getKey().role(), seat.getValue()))
                                .toList(),
                        committee.quorum(),
                        committee.revision()))
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "No committee was seated yet"));
    }

    @Transactional
    public MotionsView motions(ProgrammeId programme) {
        pilots.get(programme);
        return new MotionsView(jdbi.withHandle(handle -> handle.createQuery(MOTIONS)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("limit", MOTIONS_MAX)
                .map((row, context) -> motion(row))
                .list()));
    }

    @Transactional
    public DecisionsView decisions(ProgrammeId programme) {
        pilots.get(programme);
        return new DecisionsView(jdbi.withHandle(handle -> handle.createQuery(DECISIONS)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .map((row, context) -> new DecisionView(
                        row.getInt("week"),
                        new CanonicalJson(row.getString("document")).as(DecisionDocument.class),
                        row.getString("content_hash"),
                        row.getString("signature")))
                .list()));
    }

    private static MotionView motion(ResultSet row) throws SQLException {
        var veto = row.getString("veto_reason");
        var closedAt = row.getObject("closed_at", OffsetDateTime.class);
        return new MotionView(
                row.getObject("id", UUID.class),
                row.getInt("week"),
                row.getString("decision"),
                Motions.minutes(row.getString("minutes")),
                new CanonicalJson(row.getString("terms")).as(Terms.class),
                votes((String[]) row.getArray("votes").getArray()),
                veto == null ? null : VetoReason.valueOf(veto),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                closedAt == null ? null : closedAt.toInstant(),
                row.getBoolean("carried"));
    }

    private static Map<Seat, Vote> votes(String[] cast) {
        var votes = new EnumMap<Seat, Vote>(Seat.class);
        for (var one : cast) {
            var seat = one.split("=", 2);
            votes.put(Seat.valueOf(seat[0]), Vote.valueOf(seat[1]));
        }
        return votes;
    }
}
