package tandem.session.checkin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.CheckInKind;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;
import tandem.runtime.page.Cursor;
import tandem.runtime.page.Keyset;
import tandem.runtime.page.Page;
import tandem.runtime.tenant.Tenants;
import tandem.session.engagement.ProgrammeTerms;

/** Reads who is asked what and how many have answered; never what. */
@ApplicationScoped
public class CheckInQueries {

    private static final String MINE = """
            select c.id, c.engagement, c.kind, c.number, c.closes_on, i.role
              from check_in_invitees i
              join check_ins c on c.tenant = i.tenant and c.id = i.check_in
             where i.tenant = :tenant and i.person = :person and i.state = 'ASKED' and i.role in ('LEADER', 'PROVIDER')
               and c.state = 'OPEN'
             order by c.closes_on, c.id
             limit 200
            """;

    private static final String ABOUT_ME = """
            select c.id, c.engagement, c.kind, c.number, c.opened_on, c.closes_on, c.state, c.shared
              from check_ins c
              left join engagements e on e.tenant = c.tenant and e.id = c.engagement
             where c.tenant = :tenant and (c.leader = :person or (c.shared and e.provider = :person))
             order by c.opened_on, c.id
             limit 200
            """;

    private static final String PROGRESS = """
            select c.id, c.engagement, c.kind, c.number, c.opened_on, c.closes_on, c.state,
                   count(*) filter (where i.id is not null) as asked,
                   count(*) filter (where i.state = 'ANSWERED') as answered,
                   count(*) filter (where i.state = 'MISSING') as missing
              from check_ins c
              left join check_in_invitees i on i.tenant = c.tenant and i.check_in = c.id
             where c.tenant = :tenant and c.programme = :programme
               and c.id > :after
             group by c.tenant, c.id
             order by c.id
             limit :rows
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final ProgrammeTerms programmes;

    CheckInQueries(Jdbi jdbi, Tenants tenants, ProgrammeTerms programmes) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.programmes = programmes;
    }

    /** A check-in that waits for an answer. */
    public record Waiting(
            CheckInId id,
            EngagementId engagement,
            CheckInKind kind,
            int number,
            LocalDate closesOn,
            Respondent respondent) {}

    /** A check-in whose result I may read, or will when it closes. */
    public record MyResult(
            CheckInId id,
            EngagementId engagement,
            CheckInKind kind,
            int number,
            LocalDate openedOn,
            LocalDate closesOn,
            CheckIn.State state,
            boolean sharedWithProvider) {}

    /** How far a check-in is: counts of all it asks together, so that no single role of one person can be told from another. */
    public record CheckInProgress(
            CheckInId id,
            EngagementId engagement,
            CheckInKind kind,
            int number,
            LocalDate openedOn,
            LocalDate closesOn,
            CheckIn.State state,
            int asked,
            int answered,
            int missing) {}

    /** What waits for an answer of the person. */
    @Transactional
    public List<Waiting> waitingFor(PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery(MINE)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .map((row, context) -> new Waiting(
                        id(row),
                        engagement(row),
                        kind(row),
                        row.getInt("number"),
                        row.getObject("closes_on", LocalDate.class),
                        Respondent.valueOf(row.getString("role"))))
                .list());
    }

    /** What is about the person, or shared with it. */
    @Transactional
    public List<MyResult> readableBy(PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery(ABOUT_ME)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .map((row, context) -> new MyResult(
                        id(row),
                        engagement(row),
                        kind(row),
                        row.getInt("number"),
                        row.getObject("opened_on", LocalDate.class),
                        row.getObject("closes_on", LocalDate.class),
                        CheckIn.State.valueOf(row.getString("state")),
                        row.getBoolean("shared")))
                .list());
    }

    /** The check-ins of a programme and how far they are. */
    @Transactional
    public Page<CheckInProgress> progress(ProgrammeId programme, @Nullable String cursor, int limit) {
        programmes.requireKnown(programme);
        return jdbi.withHandle(handle -> Keyset.oldestFirst(
                handle.createQuery(PROGRESS).bind("tenant", tenants.current()).bind("programme", programme),
                Cursor.parse(cursor),
                limit,
                (row, context) -> new CheckInProgress(
                        id(row),
                        engagement(row),
                        kind(row),
                        row.getInt("number"),
                        row.getObject("opened_on", LocalDate.class),
                        row.getObject("closes_on", LocalDate.class),
                        CheckIn.State.valueOf(row.getString("state")),
                        row.getInt("asked"),
                        row.getInt("answered"),
                        row.getInt("missing")),
                CheckInProgress::id));
    }

    private static CheckInId id(ResultSet row) throws SQLException {
        return new CheckInId(row.getObject("id", UUID.class));
    }

    private static EngagementId engagement(ResultSet row) throws SQLException {
        return new EngagementId(row.getObject("engagement", UUID.class));
    }

    private static CheckInKind kind(ResultSet row) throws SQLException {
        return CheckInKind.valueOf(row.getString("kind"));
    }
}
