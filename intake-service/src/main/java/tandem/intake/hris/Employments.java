package tandem.intake.hris;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.intake.hris.Employment.Exit;
import tandem.intake.people.BlindKey;
import tandem.runtime.Ids;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;

/** What HR says now and what it ever said; many employees a statement. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Employments {

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Clock clock;

    Employments(Jdbi jdbi, Tenants tenants, @ProgrammeTime Clock clock) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Locked in the order of their ids, so that two imports of the same people wait for one another instead of failing. */
    Map<PersonId, Employment> lock(Collection<PersonId> people) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select person, manager_index, department, job_role, job_level, hired_on, in_role_since,
                               last_promoted_on, role_risks, on_leave, effective_on, left_on, left_as_of
                          from employment
                         where tenant = :tenant and person = any(:people)
                         order by person
                           for update""")
                .bind("tenant", tenants.current())
                .bind("people", uuids(people))
                .map((row, context) -> read(row))
                .collect(Collectors.toMap(Employment::person, Function.identity())));
    }

    void put(List<Employment> employments) {
        write(employments, Map.of(), """
                insert into employment (tenant, person, manager_index, department, job_role, job_level, hired_on,
                                        in_role_since, last_promoted_on, role_risks, on_leave, effective_on, left_on,
                                        left_as_of, updated_at)
                select :tenant, r.person, r.manager, r.department, r.job_role, r.job_level, r.hired_on, r.in_role_since,
                       r.last_promoted_on, string_to_array(r.role_risks, ','), r.on_leave, r.effective_on, r.left_on,
                       r.left_as_of, :now
                  from unnest(:ids, :people, :managers, :departments, :roles, :levels, cast(:hired as date[]),
                              cast(:inRole as date[]), cast(:promoted as date[]), :risks, :away,
                              cast(:effective as date[]), cast(:left as date[]), cast(:leftAsOf as date[]))
                       as r (id, person, manager, department, job_role, job_level, hired_on, in_role_since,
                             last_promoted_on, role_risks, on_leave, effective_on, left_on, left_as_of)
                on conflict (tenant, person) do update
                   set manager_index = excluded.manager_index,
                       department = excluded.department,
                       job_role = excluded.job_role,
                       job_level = excluded.job_level,
                       hired_on = excluded.hired_on,
                       in_role_since = excluded.in_role_since,
                       last_promoted_on = excluded.last_promoted_on,
                       role_risks = excluded.role_risks,
                       on_leave = excluded.on_leave,
                       effective_on = excluded.effective_on,
                       left_on = excluded.left_on,
                       left_as_of = excluded.left_as_of,
                       updated_at = excluded.updated_at""");
    }

    /** Adds to the history what was said, and which way. */
    void remember(Way way, List<Employment> employments) {
        write(employments, Map.of("way", way), """
                insert into employment_history (tenant, id, person, manager_index, department, job_role, job_level,
                                                hired_on, in_role_since, last_promoted_on, role_risks, on_leave,
                                                effective_on, left_on, left_as_of, way, recorded_at)
                select :tenant, r.id, r.person, r.manager, r.department, r.job_role, r.job_level, r.hired_on,
                       r.in_role_since, r.last_promoted_on, string_to_array(r.role_risks, ','), r.on_leave,
                       r.effective_on, r.left_on, r.left_as_of, :way, :now
                  from unnest(:ids, :people, :managers, :departments, :roles, :levels, cast(:hired as date[]),
                              cast(:inRole as date[]), cast(:promoted as date[]), :risks, :away,
                              cast(:effective as date[]), cast(:left as date[]), cast(:leftAsOf as date[]))
                       as r (id, person, manager, department, job_role, job_level, hired_on, in_role_since,
                             last_promoted_on, role_risks, on_leave, effective_on, left_on, left_as_of)""");
    }

    /** Of these, the ones who take part or serve: only their changes are told. */
    Set<PersonId> concerned(Collection<PersonId> people) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select person from participation
                         where tenant = :tenant and person = any(:people) and left_at is null
                        union
                        select person from known_provider where tenant = :tenant and person = any(:people)""")
                .bind("tenant", tenants.current())
                .bind("people", uuids(people))
                .mapTo(PersonId.class)
                .set());
    }

    /** Who reports to these employees. */
    Set<PersonId> reportsOf(Collection<BlindKey> managers) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select person from employment where tenant = :tenant and manager_index = any(:managers)")
                .bind("tenant", tenants.current())
                .bind("managers", managers.stream().map(BlindKey::bytes).toArray(byte[][]::new))
                .mapTo(PersonId.class)
                .set());
    }

    private void write(List<Employment> employments, Map<String, ?> more, String sql) {
        if (!employments.isEmpty()) {
            jdbi.useHandle(handle ->
                    bound(handle.createUpdate(sql), employments).bindMap(more).execute());
        }
    }

    private Update bound(Update update, List<Employment> rows) {
        return update.bind("tenant", tenants.current())
                .bind("now", clock.instant())
                .bind("ids", rows.stream().map(row -> Ids.next()).toArray(UUID[]::new))
                .bind("people", uuids(rows.stream().map(Employment::person).toList()))
                .bind("managers", managers(rows))
                .bind("departments", texts(rows, Terms::department))
                .bind("roles", texts(rows, Terms::jobRole))
                .bind(
                        "levels",
                        rows.stream().mapToInt(row -> row.terms().jobLevel()).toArray())
                .bind("hired", dates(rows, row -> row.terms().hiredOn()))
                .bind("inRole", dates(rows, row -> row.terms().inRoleSince()))
                .bind("promoted", dates(rows, row -> row.terms().lastPromotedOn()))
                .bind("risks", texts(rows, terms -> String.join(",", terms.roleRisks())))
                .bind("away", rows.stream().map(row -> row.terms().onLeave()).toArray(Boolean[]::new))
                .bind("effective", dates(rows, Employment::effectiveOn))
                .bind("left", dates(rows, Employment::leftOn))
                .bind(
                        "leftAsOf",
                        dates(
                                rows,
                                row -> row.exit() == null ? null : row.exit().asOf()));
    }

    static Employment read(ResultSet row) throws SQLException {
        var leftOn = row.getObject("left_on", LocalDate.class);
        var asOf = row.getObject("left_as_of", LocalDate.class);
        return new Employment(
                new PersonId(row.getObject("person", UUID.class)),
                terms(row),
                row.getObject("effective_on", LocalDate.class),
                leftOn == null ? null : new Exit(leftOn, asOf == null ? leftOn : asOf));
    }

    private static Terms terms(ResultSet row) throws SQLException {
        var manager = row.getBytes("manager_index");
        return new Terms(
                manager == null ? null : new BlindKey(manager),
                row.getString("department"),
                row.getString("job_role"),
                row.getInt("job_level"),
                row.getObject("hired_on", LocalDate.class),
                row.getObject("in_role_since", LocalDate.class),
                row.getObject("last_promoted_on", LocalDate.class),
                Arrays.asList((String[]) row.getArray("role_risks").getArray()),
                row.getBoolean("on_leave"));
    }

    @SuppressWarnings("NullAway") // employees without a manager have null there
    private static byte[][] managers(List<Employment> rows) {
        return rows.stream()
                .map(row -> row.terms().manager())
                .map(manager -> manager == null ? null : manager.bytes())
                .toArray(byte[][]::new);
    }

    private static String[] texts(List<Employment> rows, Function<Terms, String> column) {
        return rows.stream().map(row -> column.apply(row.terms())).toArray(String[]::new);
    }

    @SuppressWarnings("NullAway") // unknown dates stay null
    private static String[] dates(List<Employment> rows, Function<Employment, @Nullable LocalDate> column) {
        return rows.stream()
                .map(row -> {
                    var date = column.apply(row);
                    return date == null ? null : date.toString();
                })
                .toArray(String[]::new);
    }

    private static UUID[] uuids(Collection<PersonId> people) {
        return people.stream().map(PersonId::value).toArray(UUID[]::new);
    }
}
