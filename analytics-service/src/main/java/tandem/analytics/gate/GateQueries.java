package tandem.analytics.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import tandem.analytics.CanonicalJson;
import tandem.analytics.pilot.Pilot;
import tandem.analytics.pilot.PilotTemplate.Week;
import tandem.analytics.pilot.Pilots;
import tandem.analytics.rule.Criterion;
import tandem.analytics.rule.GateRules.Reason;
import tandem.events.GateStatus;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** Gates, to read. Of several evaluations the one for the latest moment is the gate's. */
@ApplicationScoped
public class GateQueries {

    private static final int HISTORY_MAX = 200;

    private static final String LATEST = """
            select distinct on (week) week, number, status, as_of, content_hash, snapshot, evaluated_at
            from gate_evaluations
            where tenant = :tenant and programme = :programme
            order by week, as_of desc, number desc""";

    private static final String HISTORY = """
            select week, number, status, as_of, content_hash, snapshot, evaluated_at
            from gate_evaluations
            where tenant = :tenant and programme = :programme and week = :week
            order by as_of desc, number desc limit :limit""";

    private static final String ONE = """
            select week, number, status, as_of, content_hash, snapshot, evaluated_at
            from gate_evaluations
            where tenant = :tenant and programme = :programme and week = :week and number = :number""";

    private static final String SIGN_OFFS = """
            select criterion, holds, amount, document_hash, role, signed_at from gate_sign_offs
            where tenant = :tenant and programme = :programme and week = :week
            order by signed_at desc, id desc limit :limit""";

    private static final String MITIGATIONS = """
            select id, criterion, measure, owner, due_on, opened_at, closed_at from gate_mitigations
            where tenant = :tenant and programme = :programme and week = :week
            order by opened_at desc, id desc limit :limit""";

    private static final String DECISIONS = """
            select week, decision from committee_decisions where tenant = :tenant and programme = :programme""";

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Pilots pilots;

    GateQueries(Jdbi jdbi, Tenants tenants, Pilots pilots) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.pilots = pilots;
    }

    /**
     * A gate and how it stands.
     *
     * @param ends the first moment after its week
     * @param latest null before it was ever evaluated
     * @param decision what the committee decided; null where it did not, or has nothing to decide
     */
    public record GateView(
            String gate,
            int week,
            String what,
            List<String> who,
            String artefact,
            Instant begins,
            Instant ends,
            @Nullable EvaluationView latest,
            @Nullable String decision) {}

    /** The gates of a pilot in the order of their weeks. */
    public record GatesView(ProgrammeId programme, List<GateView> gates) {}

    /**
     * What a gate came to.
     *
     * @param contentHash SHA-256 over the snapshot as it is kept
     */
    public record EvaluationView(
            int number,
            GateStatus status,
            Instant asOf,
            List<Reason> reasons,
            String contentHash,
            Instant evaluatedAt) {}

    /** An evaluation with all it was judged by. */
    public record EvaluationDetail(int number, String contentHash, Instant evaluatedAt, Snapshot snapshot) {}

    /** What somebody said, in which role. Who it was stands in the audit trail. */
    public record SignOffView(
            String criterion,
            boolean holds,
            @Nullable Integer amount,
            @Nullable String documentHash,
            String role,
            Instant signedAt) {}

    /** What is done about a criterion, and who answers for it. */
    public record MitigationView(
            UUID id,
            String criterion,
            Mitigation measure,
            PersonId owner,
            LocalDate dueOn,
            Instant openedAt,
            @Nullable Instant closedAt) {}

    /** A gate with what it asks for and all that was done for it, the latest first. */
    public record GateDetail(
            GateView gate,
            List<Criterion> criteria,
            List<String> decisions,
            List<SignOffView> signOffs,
            List<MitigationView> mitigations,
            List<EvaluationView> evaluations) {}

    @Transactional
    public GatesView all(ProgrammeId programme) {
        var pilot = pilots.get(programme);
        var latest = latest(programme);
        var decisions = decisions(programme);
        return new GatesView(
                programme,
                pilot.template().weeks().stream()
                        .map(week -> view(pilot, week, latest, decisions))
                        .toList());
    }

    @Transactional
    public GateDetail one(ProgrammeId programme, int number) {
        var pilot = pilots.get(programme);
        var week = pilot.template().week(number);
        return new GateDetail(
                view(pilot, week, latest(programme), decisions(programme)),
                week.criteria(),
                week.decisions(),
                listed(programme, number, SIGN_OFFS, GateQueries::signOff),
                listed(programme, number, MITIGATIONS, GateQueries::mitigation),
                listed(programme, number, HISTORY, GateQueries::evaluation));
    }

    @Transactional
    public EvaluationDetail evaluation(ProgrammeId programme, int week, int number) {
        return jdbi.withHandle(handle -> bound(handle.createQuery(ONE), programme)
                .bind("week", week)
                .bind("number", number)
                .map((row, context) -> detail(row))
                .findOne()
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no such evaluation")));
    }

    /** The latest evaluations by week, whole. */
    @Transactional
    public Map<Integer, EvaluationDetail> latestSnapshots(ProgrammeId programme) {
        return byWeek(programme, LATEST, GateQueries::detail);
    }

    private <T> List<T> listed(ProgrammeId programme, int week, String sql, RowReader<T> reader) {
        return jdbi.withHandle(handle -> bound(handle.createQuery(sql), programme)
                .bind("week", week)
                .bind("limit", HISTORY_MAX)
                .map((row, context) -> reader.read(row))
                .list());
    }

    private Map<Integer, EvaluationView> latest(ProgrammeId programme) {
        return byWeek(programme, LATEST, GateQueries::evaluation);
    }

    private Map<Integer, String> decisions(ProgrammeId programme) {
        return byWeek(programme, DECISIONS, row -> row.getString("decision"));
    }

    private <T> Map<Integer, T> byWeek(ProgrammeId programme, String sql, RowReader<T> reader) {
        return jdbi.withHandle(handle -> bound(handle.createQuery(sql), programme)
                .map((row, context) -> Map.entry(row.getInt("week"), reader.read(row)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private Query bound(Query query, ProgrammeId programme) {
        return query.bind("tenant", tenants.current()).bind("programme", programme);
    }

    private static GateView view(
            Pilot pilot, Week week, Map<Integer, EvaluationView> latest, Map<Integer, String> decisions) {
        return new GateView(
                week.gate(),
                week.week(),
                week.what(),
                week.who(),
                week.artefact(),
                pilot.begins(week.week()),
                pilot.ends(week.week()),
                latest.get(week.week()),
                decisions.get(week.week()));
    }

    private static EvaluationView evaluation(ResultSet row) throws SQLException {
        return new EvaluationView(
                row.getInt("number"),
                GateStatus.valueOf(row.getString("status")),
                instant(row, "as_of"),
                new CanonicalJson(row.getString("snapshot")).as(Snapshot.class).reasons(),
                row.getString("content_hash"),
                instant(row, "evaluated_at"));
    }

    private static EvaluationDetail detail(ResultSet row) throws SQLException {
        return new EvaluationDetail(
                row.getInt("number"),
                row.getString("content_hash"),
                instant(row, "evaluated_at"),
                new CanonicalJson(row.getString("snapshot")).as(Snapshot.class));
    }

    private static SignOffView signOff(ResultSet row) throws SQLException {
        return new SignOffView(
                row.getString("criterion"),
                row.getBoolean("holds"),
                row.getObject("amount", Integer.class),
                row.getString("document_hash"),
                row.getString("role"),
                instant(row, "signed_at"));
    }

    private static MitigationView mitigation(ResultSet row) throws SQLException {
        var closedAt = row.getObject("closed_at", OffsetDateTime.class);
        return new MitigationView(
                row.getObject("id", UUID.class),
                row.getString("criterion"),
                Mitigation.valueOf(row.getString("measure")),
                new PersonId(row.getObject("owner", UUID.class)),
                row.getObject("due_on", LocalDate.class),
                instant(row, "opened_at"),
                closedAt == null ? null : closedAt.toInstant());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Reads a row that has already been moved to. */
    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
