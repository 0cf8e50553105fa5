package tandem.intake.hris;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Keyset;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;

/** Reads what HR ever said about an employee. */
@ApplicationScoped
public class HistoryQueries {

    private final Jdbi jdbi;
    private final Tenants tenants;

    HistoryQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** Every statement that said something new, the one taken last first; those dated earlier than what was known are among them. */
    @Transactional
    public Page<Stated> of(PersonId person, Optional<Cursor> after, int limit) {
        return jdbi.withHandle(handle -> Keyset.newestFirst(
                handle.createQuery("""
                        select h.id, h.effective_on, h.department, h.job_role, h.job_level, m.id as manager, h.hired_on,
                               h.in_role_since, h.last_promoted_on, h.role_risks, h.on_leave, h.left_on, h.way, h.recorded_at
                          from employment_history h
                          left join person m on m.tenant = h.tenant and m.employee_index = h.manager_index
                         where h.tenant = :tenant and h.person = :person and h.id < :after
                         order by h.id desc limit :rows""").bind("tenant", tenants.current()).bind("person", person),
                after,
                limit,
                (row, context) -> stated(row),
                Stated::id));
    }

    private static Stated stated(ResultSet row) throws SQLException {
        var manager = row.getObject("manager", UUID.class);
        return new Stated(
                row.getObject("id", UUID.class),
                row.getObject("effective_on", LocalDate.class),
                row.getString("department"),
                row.getString("job_role"),
                row.getInt("job_level"),
                manager == null ? null : new PersonId(manager),
                row.getObject("hired_on", LocalDate.class),
                row.getObject("in_role_since", LocalDate.class),
                row.getObject("last_promoted_on", LocalDate.class),
                Arrays.stream((Object[]) row.getArray("role_risks").getArray())
                        .map(Object::toString)
                        .toList(),
                row.getBoolean("on_leave"),
                row.getObject("left_on", LocalDate.class),
                Way.valueOf(row.getString("way")),
                row.getTimestamp("recorded_at").toInstant());
    }

    /**
     * One statement of HR about an employee.
     *
     * @param effectiveOn as of when it holds
     * @param manager null also while HR has not said who has the manager's number
     * @param leftOn the last day, when it said one
     * @param recordedAt when it was taken
     */
    public record Stated(
            UUID id,
            LocalDate effectiveOn,
            String department,
            String jobRole,
            int jobLevel,
            @Nullable PersonId manager,
            LocalDate hiredOn,
            @Nullable LocalDate inRoleSince,
            @Nullable LocalDate lastPromotedOn,
            List<String> roleRisks,
            boolean onLeave,
            @Nullable LocalDate leftOn,
            Way way,
            Instant recordedAt) {}
}
