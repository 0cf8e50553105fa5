package tandem.intake.programme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.actor.Roles;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Page;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.visibility.OnlyFor;

/** Reads programmes, their policies, and how far their people have come. */
@ApplicationScoped
public class ProgrammeQueries {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Jdbi jdbi;
    private final Tenants tenants;

    ProgrammeQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    @Transactional
    public Page<ProgrammeView> programmes(Optional<Cursor> after, int limit) {
        var rows = jdbi.withHandle(handle -> handle.createQuery(VIEW + " and id > :after order by id limit :rows")
                .bind("tenant", tenants.current())
                .bind("after", after.map(cursor -> cursor.uuid(0)).orElse(BEFORE_ALL))
                .bind("rows", limit + 1)
                .map(ConstructorMapper.of(ProgrammeView.class))
                .list());
        return Page.of(rows, limit, row -> Cursor.of(row.programme()));
    }

    @Transactional
    public Optional<ProgrammeView> programme(ProgrammeId programme) {
        return jdbi.withHandle(handle -> handle.createQuery(VIEW + " and id = :programme")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .map(ConstructorMapper.of(ProgrammeView.class))
                .findOne());
    }

    /** As {@link #programme}, for a list of something of it: of no programme it would be a list too. */
    @Transactional
    public ProgrammeView existing(ProgrammeId programme) {
        return programme(programme)
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no programme " + programme));
    }

    @Transactional
    public Optional<PolicyView> policy(ProgrammeId programme, int version) {
        return jdbi.withHandle(handle -> handle.createQuery(POLICY + " and policy_version = :version")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("version", version)
                .map((row, context) -> policy(programme, row))
                .findOne());
    }

    /** Every version, oldest first. */
    @Transactional
    public Page<PolicyView> policies(ProgrammeId programme, Optional<Cursor> after, int limit) {
        var rows = jdbi.withHandle(handle -> handle.createQuery(POLICY + """
                         and policy_version > :after
                       order by policy_version
                       limit :rows""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("after", after.map(cursor -> cursor.number(0)).orElse(0L))
                .bind("rows", limit + 1)
                .map((row, context) -> policy(programme, row))
                .list());
        return Page.of(rows, limit, row -> Cursor.of(row.policyVersion()));
    }

    private static PolicyView policy(ProgrammeId programme, ResultSet row) throws SQLException {
        return new PolicyView(
                programme,
                row.getInt("policy_version"),
                PolicyText.read(row.getString("content")),
                row.getString("content_hash"),
                row.getTimestamp("published_at").toInstant(),
                row.getString("published_by"));
    }

    /** The last 200, oldest first. */
    @Transactional
    public List<SignOff> signOffs(ProgrammeId programme) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select programme, document_hash, policy_version, signed_at, signed_by
                          from (select * from sign_off where tenant = :tenant and programme = :programme
                                 order by id desc limit 200) s
                         order by id""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .map(ConstructorMapper.of(SignOff.class))
                .list());
    }

    /**
     * Intake completion is submitted over enrolled (W2); nobody enrolled is no completion, not zero.
     *
     * @param byGroup whether the reader may see the people, so that a group of one tells nothing new
     */
    @Transactional
    public Funnel funnel(ProgrammeId programme, boolean byGroup) {
        return jdbi.withHandle(handle -> {
            var counts = handle.createQuery("""
                            select count(*) filter (where t.left_at is null) as enrolled,
                                   count(*) filter (where t.left_at is not null) as left_programme,
                                   count(*) filter (where t.left_at is null and exists (
                                       select from intake i where i.tenant = t.tenant and i.person = t.person
                                          and i.programme = t.programme)) as submitted,
                                   count(*) filter (where t.left_at is null
                                       and exists (select from intake_draft f where f.tenant = t.tenant
                                          and f.person = t.person and f.programme = t.programme)
                                       and not exists (select from intake i where i.tenant = t.tenant
                                          and i.person = t.person and i.programme = t.programme)) as drafted
                              from participation t
                             where t.tenant = :tenant and t.programme = :programme""")
                    .bind("tenant", tenants.current())
                    .bind("programme", programme)
                    .map((row, context) -> new int[] {row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)})
                    .one();
            var decided = counted(handle.createQuery("""
                            select d.pathway, count(*)
                              from (select distinct on (d.person) d.person, d.pathway
                                      from decision d
                                      join participation t on t.tenant = d.tenant and t.person = d.person
                                       and t.programme = d.programme and t.left_at is null
                                     where d.tenant = :tenant and d.programme = :programme
                                     order by d.person, d.id desc) d
                             group by d.pathway"""), programme);
            var allowed = counted(handle.createQuery("""
                            select c.purpose, count(distinct c.person)
                              from participation t
                              join consent c on c.tenant = t.tenant and c.person = t.person and c.granted
                             where t.tenant = :tenant and t.programme = :programme and t.left_at is null
                             group by c.purpose"""), programme);
            return new Funnel(
                    programme,
                    counts[0],
                    counts[1],
                    counts[2],
                    counts[3],
                    counts[0] == 0 ? null : (double) counts[2] / counts[0],
                    byGroup ? decided : null,
                    byGroup ? allowed : null);
        });
    }

    private Map<String, Integer> counted(Query query, ProgrammeId programme) {
        var counts = new TreeMap<String, Integer>();
        query.bind("tenant", tenants.current())
                .bind("programme", programme)
                .map((row, context) -> Map.entry(row.getString(1), row.getInt(2)))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    private static final String POLICY = """
            select policy_version, content, content_hash, published_at, published_by
              from policy
             where tenant = :tenant and programme = :programme""";

    private static final String VIEW = """
            select id as programme, name, objective, problem, starts_on, ends_on, cohort_minimum, cohort_maximum,
                   high_touch, policy_version, signed_off_at, stopped_because, stopped_at, resumed_at, opened_at,
                   version as revision
              from programme
             where tenant = :tenant""";

    /**
     * A programme as people see it.
     *
     * @param signedOffAt when legal last signed (W1); null while nobody may be recruited
     * @param stoppedBecause null while the owner lets it take people in (R129)
     * @param revision what {@code ETag} says
     */
    public record ProgrammeView(
            ProgrammeId programme,
            String name,
            Objective objective,
            String problem,
            LocalDate startsOn,
            LocalDate endsOn,
            int cohortMinimum,
            int cohortMaximum,
            boolean highTouch,
            int policyVersion,
            @Nullable Instant signedOffAt,
            @Nullable String stoppedBecause,
            @Nullable Instant stoppedAt,
            @Nullable Instant resumedAt,
            Instant openedAt,
            long revision) {}

    /** A policy version as it was published. */
    public record PolicyView(
            ProgrammeId programme,
            int policyVersion,
            Policy policy,
            String contentHash,
            Instant publishedAt,
            String publishedBy) {}

    /** What legal signed: a document by its hash, under the policy then in force (W1). */
    public record SignOff(
            ProgrammeId programme, String documentHash, int policyVersion, Instant signedAt, PersonId signedBy) {}

    /** How far the people of a programme have come; small groups are counted for those alone who may see who is in them. */
    public record Funnel(
            ProgrammeId programme,
            int enrolled,
            int left,
            int intakesSubmitted,
            int intakesDrafted,
            @Nullable Double intakeCompletion,

            @OnlyFor({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER}) @Nullable
            Map<String, Integer> decided,

            @OnlyFor({Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER}) @Nullable
            Map<String, Integer> allowed) {}
}
