package tandem.session.visibility;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.runtime.actor.Roles;
import tandem.runtime.tenant.Tenants;

/** Counts what is held about a person, by kind, with who may read it. */
@ApplicationScoped
public class VisibilityQueries {

    private static final List<String> SIDES = List.of("other-side");
    private static final List<String> SIDES_AND_LEADS =
            List.of("other-side", Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER);

    private static final String COUNTS = """
            with mine as (
                select id, provider from engagements
                 where tenant = :tenant and (leader = :person or provider = :person))
            select (select count(*) from mine) as engagements,
                   (select count(*) from calendar_permissions
                     where tenant = :tenant and person = :person and allowed) as permissions,
                   (select count(*) from meetings where tenant = :tenant and engagement in (select id from mine)) as meetings,
                   (select count(*) from sessions
                     where tenant = :tenant and not told and engagement in (select id from mine)) as suggestions,
                   (select count(*) from sessions
                     where tenant = :tenant and told and engagement in (select id from mine)) as sessions,
                   (select count(*) from sponsor_actions
                     where tenant = :tenant and engagement in (select id from mine)) as sponsor_actions
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;

    VisibilityQueries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /**
     * One kind of record about the person.
     *
     * @param readers roles that can read the fields; {@code engine} is the service itself, which shows them to nobody
     */
    public record Held(String what, Purpose purpose, int count, List<String> fields, List<String> readers) {}

    @Transactional
    public List<Held> of(PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery(COUNTS)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .map((row, context) -> held(row))
                .one());
    }

    private static List<Held> held(ResultSet row) throws SQLException {
        return Stream.of(
                        new Held(
                                "engagement",
                                Purpose.PROGRAMME,
                                row.getInt("engagements"),
                                List.of("leader", "provider", "track", "term", "cadence"),
                                List.of("engine")),
                        new Held(
                                "calendar-permission",
                                Purpose.CALENDAR,
                                row.getInt("permissions"),
                                List.of("timeZone"),
                                List.of("engine")),
                        new Held(
                                "calendar-meeting",
                                Purpose.CALENDAR,
                                row.getInt("meetings"),
                                List.of("times", "hashed UID"),
                                List.of("engine")),
                        new Held(
                                "suggested-session",
                                Purpose.CALENDAR,
                                row.getInt("suggestions"),
                                List.of("times"),
                                SIDES),
                        new Held(
                                "session",
                                Purpose.PROGRAMME,
                                row.getInt("sessions"),
                                List.of("times", "state", "attendance", "evidence"),
                                SIDES_AND_LEADS),
                        new Held(
                                "sponsor-action",
                                Purpose.PROGRAMME,
                                row.getInt("sponsor_actions"),
                                List.of("kind", "dates"),
                                SIDES_AND_LEADS))
                .filter(held -> held.count() > 0)
                .toList();
    }
}
