package tandem.intake.scim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.intake.people.BlindKey;
import tandem.intake.people.Identity;
import tandem.intake.people.People;
import tandem.intake.people.PersonIndex;
import tandem.intake.scim.ScimFilter.Condition;
import tandem.runtime.crypto.FieldEncryption;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;

/** Reads users: every employee of the tenant, whichever way HR said they exist. */
@ApplicationScoped
@Transactional
public class ScimQueries {

    static final String ACTIVE =
            "(case when e.person is null then coalesce(s.active, true) else e.left_on is null or e.left_on > :today end)";
    static final String LAST_MODIFIED = "greatest(p.created_at, p.updated_at, e.updated_at, s.modified_at)";

    private static final String USERS = """
              from person p
              left join scim_user s on s.tenant = p.tenant and s.person = p.id
              left join employment e on e.tenant = p.tenant and e.person = p.id
              left join person m on m.tenant = e.tenant and m.employee_index = e.manager_index
             where p.tenant = :tenant and p.kind = 'EMPLOYEE'
            """;
    private static final String VISIBLE = " and not (coalesce(s.deleted, false) and not " + ACTIVE + ") ";

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final People people;
    private final PersonIndex index;
    private final FieldEncryption encryption;
    private final Clock clock;

    ScimQueries(
            Jdbi jdbi,
            Tenants tenants,
            People people,
            PersonIndex index,
            FieldEncryption encryption,
            @ProgrammeTime Clock clock) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.people = people;
        this.index = index;
        this.encryption = encryption;
        this.clock = clock;
    }

    /** How many a filter finds, and those of them on the page. */
    Found find(@Nullable String filter, int startIndex, int count) {
        var condition = ScimFilter.of(filter, index);
        var total = jdbi.withHandle(handle -> bound(
                        handle.createQuery("select count(*)" + USERS + VISIBLE + " and " + condition.sql()), condition)
                .mapTo(Integer.class)
                .one());
        return new Found(
                total,
                count == 0 ? List.of() : rows(VISIBLE + " and " + condition.sql(), condition, startIndex, count));
    }

    /** A user by the id SCIM knows them by; nothing once they were deleted. */
    Optional<View> get(UUID id) {
        var condition = new Condition("p.scim_id = :id", Map.of("id", id));
        return rows(VISIBLE + " and p.scim_id = :id", condition, 1, 1).stream().findFirst();
    }

    /** The same by the person, deleted or not. */
    Optional<View> ofPerson(PersonId person) {
        var condition = new Condition("p.id = :person", Map.of("person", person.value()));
        return rows(" and p.id = :person", condition, 1, 1).stream().findFirst();
    }

    private List<View> rows(String where, Condition condition, int startIndex, int count) {
        var rows = jdbi.withHandle(handle -> bound(
                        handle.createQuery(
                                """
                                select p.id, p.scim_id, p.created_at, <modified> as modified_at,
                                       s.user_name, s.external_id, s.announced, coalesce(s.deleted, false) as deleted,
                                       s.statement, s.person is not null as named, <active> as active,
                                       e.person is not null as employed, e.department, e.job_role, e.job_level,
                                       e.hired_on, e.in_role_since, e.last_promoted_on, e.left_on, e.left_as_of, e.on_leave,
                                       e.role_risks, e.effective_on, e.manager_index, m.scim_id as manager
                                """.replace("<modified>", LAST_MODIFIED).replace("<active>", ACTIVE)
                                        + USERS + where + " order by p.created_at, p.id limit :count offset :offset"),
                        condition)
                .bind("count", count)
                .bind("offset", startIndex - 1)
                .map((row, context) -> Row.of(row))
                .list());
        var ids = rows.stream().map(Row::person).toList();
        encryption.prepare(ids);
        var identities = people.read(ids);
        return rows.stream()
                .flatMap(row -> Optional.ofNullable(identities.get(row.person())).stream()
                        .map(identity -> view(row, identity)))
                .toList();
    }

    private <S extends SqlStatement<S>> S bound(S statement, Condition condition) {
        return statement
                .bind("tenant", tenants.current())
                .bind("today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .bindMap(condition.values());
    }

    private View view(Row row, Identity identity) {
        var userName = row.userName() == null
                ? identity.email()
                : encryption.decrypt(
                        row.person(), ScimUsers.USER_NAME, row.userName().array());
        var externalId = row.externalId() == null
                ? null
                : encryption.decrypt(
                        row.person(), ScimUsers.EXTERNAL_ID, row.externalId().array());
        return new View(row, user(row, identity, userName, externalId));
    }

    private ScimUser user(Row row, Identity identity, String userName, @Nullable String externalId) {
        var job = row.job();
        var announced = job != null || row.announced() == null
                ? null
                : ScimUsers.announced(encryption.decrypt(
                        row.person(), ScimUsers.ANNOUNCED, row.announced().array()));
        return new ScimUser(
                userName,
                externalId,
                row.active(),
                identity.givenName(),
                identity.familyName(),
                identity.email(),
                identity.timeZone(),
                identity.employeeNumber(),
                job != null ? job.department() : announced == null ? null : announced.department(),
                job != null ? row.manager() : announced == null ? null : announced.manager(),
                job != null ? job.jobRole() : announced == null ? null : announced.jobRole(),
                job != null ? Integer.valueOf(job.jobLevel()) : announced == null ? null : announced.jobLevel(),
                job != null ? job.hiredOn() : announced == null ? null : announced.hiredOn(),
                job != null ? job.inRoleSince() : announced == null ? null : announced.inRoleSince(),
                job != null ? job.lastPromotedOn() : announced == null ? null : announced.lastPromotedOn(),
                job != null ? job.leftOn() : announced == null ? null : announced.terminatedOn(),
                job != null ? job.onLeave() : announced != null && announced.onLeave(),
                job != null ? job.roleRisks() : announced == null ? List.of() : announced.roleRisks());
    }

    /** A page of users, and how many there are in all. */
    record Found(int total, List<View> users) {}

    /** A user with what SCIM tells about it, and what is behind it. */
    record View(Row row, ScimUser user) {}

    /** The employment behind a user. */
    record Held(
            String department,
            String jobRole,
            int jobLevel,
            LocalDate hiredOn,
            @Nullable LocalDate inRoleSince,
            @Nullable LocalDate lastPromotedOn,
            @Nullable LocalDate leftOn,
            @Nullable LocalDate leftAsOf,
            boolean onLeave,
            List<String> roleRisks,
            LocalDate effectiveOn,
            @Nullable BlindKey managerKey) {}

    /** A user as stored. */
    record Row(
            PersonId person,
            UUID id,
            Instant createdAt,
            Instant modifiedAt,
            @Nullable ByteBuffer userName,
            @Nullable ByteBuffer externalId,
            @Nullable ByteBuffer announced,
            boolean deleted,
            @Nullable UUID statement,
            boolean named,
            boolean active,
            @Nullable Held job,
            @Nullable String manager) {

        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    new PersonId(row.getObject("id", UUID.class)),
                    row.getObject("scim_id", UUID.class),
                    instant(row, "created_at"),
                    instant(row, "modified_at"),
                    sealed(row, "user_name"),
                    sealed(row, "external_id"),
                    sealed(row, "announced"),
                    row.getBoolean("deleted"),
                    row.getObject("statement", UUID.class),
                    row.getBoolean("named"),
                    row.getBoolean("active"),
                    row.getBoolean("employed") ? job(row) : null,
                    manager(row));
        }

        private static Held job(ResultSet row) throws SQLException {
            var managerKey = row.getBytes("manager_index");
            return new Held(
                    row.getString("department"),
                    row.getString("job_role"),
                    row.getInt("job_level"),
                    row.getObject("hired_on", LocalDate.class),
                    row.getObject("in_role_since", LocalDate.class),
                    row.getObject("last_promoted_on", LocalDate.class),
                    row.getObject("left_on", LocalDate.class),
                    row.getObject("left_as_of", LocalDate.class),
                    row.getBoolean("on_leave"),
                    Arrays.asList((String[]) row.getArray("role_risks").getArray()),
                    row.getObject("effective_on", LocalDate.class),
                    managerKey == null ? null : new BlindKey(managerKey));
        }

        /** The manager's SCIM id; one HR has not posted yet is known by a hash only, and never shown. */
        private static @Nullable String manager(ResultSet row) throws SQLException {
            var known = row.getObject("manager", UUID.class);
            var key = row.getBytes("manager_index");
            return known != null ? known.toString() : key == null ? null : ScimUsers.unposted(new BlindKey(key));
        }

        private static @Nullable ByteBuffer sealed(ResultSet row, String column) throws SQLException {
            var bytes = row.getBytes(column);
            return bytes == null ? null : ByteBuffer.wrap(bytes);
        }

        private static Instant instant(ResultSet row, String column) throws SQLException {
            return row.getObject(column, OffsetDateTime.class).toInstant();
        }
    }
}
