package tandem.matching.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.MatchId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.matching.StoredJson;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** Reads runs with their progress and, page by page, what they came to. */
@ApplicationScoped
public class RunQueries {

    private static final TypeReference<List<Proposed>> PROPOSED = new TypeReference<>() {};

    private static final String RUN = """
            select r.*,
                   (select count(*) from run_leaders l where l.tenant = r.tenant and l.run = r.id) as leaders,
                   (select count(*) from run_leaders l where l.tenant = r.tenant and l.run = r.id and l.done) as done,
                   (select count(*) from matches m where m.tenant = r.tenant and m.run = r.id) as proposals
              from runs r where r.tenant = :tenant and r.id = :id
            """;

    private static final String OUTCOMES = """
            select o.leader, o.track, o.outcome, o.detail,
                   (select coalesce(jsonb_agg(jsonb_build_object('match', m.id, 'provider', m.provider, 'rank', m.rank,
                                                                 'score', m.score, 'coverage', m.coverage)
                                              order by m.rank), '[]')
                      from matches m
                     where m.tenant = o.tenant and m.run = o.run and m.leader = o.leader and m.track = o.track
                       and m.instead_of is null) as proposals
              from run_outcomes o
             where o.tenant = :tenant and o.run = :id
               and (cast(:leader as uuid) is null or (o.leader, o.track) > (:leader, :track))
             order by o.leader, o.track limit :limit
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;

    RunQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** A run: how far it is, and a page of outcomes. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RunView(
            UUID id,
            ProgrammeId programme,
            @Nullable String track,
            int top,
            String state,
            int leaders,
            int done,
            int proposals,
            int policyVersion,
            String embeddingModel,
            Instant requestedAt,
            @Nullable Instant finishedAt,
            Page<OutcomeView> outcomes) {}

    /** What came of one leader and track; the counts say how many providers each hard rule spoke against. */
    public record OutcomeView(
            PersonId leader, String track, RunOutcome outcome, JsonNode ruledOut, List<Proposed> proposals) {}

    /** One proposal, best first. */
    public record Proposed(MatchId match, PersonId provider, int rank, BigDecimal score, BigDecimal coverage) {}

    @Transactional
    public RunView get(UUID id, Optional<Cursor> after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(RUN)
                .bind("tenant", tenants.current())
                .bind("id", id)
                .map((row, context) -> view(row, outcomes(id, after, limit)))
                .findOne()
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "No such run")));
    }

    private Page<OutcomeView> outcomes(UUID id, Optional<Cursor> after, int limit) {
        var rows = jdbi.withHandle(handle -> handle.createQuery(OUTCOMES)
                .bind("tenant", tenants.current())
                .bind("id", id)
                .bind("leader", after.map(cursor -> cursor.uuid(0)).orElse(null))
                .bind("track", after.map(cursor -> cursor.string(1)).orElse(null))
                .bind("limit", limit + 1)
                .map((row, context) -> outcome(row))
                .list());
        return Page.of(rows, limit, view -> Cursor.of(view.leader(), view.track()));
    }

    private static OutcomeView outcome(ResultSet row) throws SQLException {
        return new OutcomeView(
                new PersonId(row.getObject("leader", UUID.class)),
                row.getString("track"),
                RunOutcome.valueOf(row.getString("outcome")),
                new StoredJson(row.getString("detail")).as(JsonNode.class),
                new StoredJson(row.getString("proposals")).as(PROPOSED));
    }

    private static RunView view(ResultSet row, Page<OutcomeView> outcomes) throws SQLException {
        var finished = row.getObject("finished_at", OffsetDateTime.class);
        return new RunView(
                row.getObject("id", UUID.class),
                new ProgrammeId(row.getObject("programme", UUID.class)),
                row.getString("track"),
                row.getInt("top"),
                row.getString("state"),
                row.getInt("leaders"),
                row.getInt("done"),
                row.getInt("proposals"),
                row.getInt("policy_version"),
                row.getString("model"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant(),
                outcomes);
    }
}
