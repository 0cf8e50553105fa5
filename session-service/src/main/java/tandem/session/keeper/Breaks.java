package tandem.session.keeper;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.ProgrammeId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;
import tandem.session.rule.Break;

/** The breaks of a tenant. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Breaks {

    private static final String COLUMNS =
            "select id, programme, engagement, proposed_by, agreed, first_day, last_day from breaks where tenant = :tenant ";

    /** A leave nobody knows the end of is taken to last this long from today; the keeper looks again then. */
    private static final int OPEN_LEAVE_DAYS = 7;

    private final Jdbi jdbi;
    private final Tenants tenants;

    Breaks(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    AgreedBreak get(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + "and id = :id for update")
                .bind("tenant", tenants.current())
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne()
                .orElseThrow(Breaks::unknown));
    }

    /** Those of the pair and those of its programme, by time. */
    List<AgreedBreak> of(EngagementId engagement, ProgrammeId programme) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + """
                        and (engagement = :engagement or (programme = :programme and engagement is null))
                        order by first_day, id
                        """)
                .bind("tenant", tenants.current())
                .bind("engagement", engagement)
                .bind("programme", programme)
                .map((row, context) -> read(row))
                .list());
    }

    /** The days that are no silence: breaks that are agreed, the programme's own, and leaves of either side. */
    List<Break> counted(EngagementId engagement, LocalDate today) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select b.first_day, b.last_day
                          from engagements e
                          join breaks b on b.tenant = e.tenant and b.agreed
                           and (b.engagement = e.id or (b.engagement is null and b.programme = e.programme))
                         where e.tenant = :tenant and e.id = :engagement
                        union all
                        select l.first_day, coalesce(l.last_day, greatest(l.first_day, :openUntil))
                          from engagements e
                          join leaves l on l.tenant = e.tenant and l.person in (e.leader, e.provider)
                         where e.tenant = :tenant and e.id = :engagement
                        """)
                .bind("tenant", tenants.current())
                .bind("engagement", engagement)
                .bind("openUntil", today.plusDays(OPEN_LEAVE_DAYS))
                .map((row, context) -> new Break(
                        row.getObject("first_day", LocalDate.class), row.getObject("last_day", LocalDate.class)))
                .list());
    }

    /** Those of the programme as a whole, by time. */
    List<AgreedBreak> of(ProgrammeId programme) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        COLUMNS + "and programme = :programme and engagement is null order by first_day, id")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .map((row, context) -> read(row))
                .list());
    }

    void add(AgreedBreak added) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into breaks (tenant, id, programme, engagement, proposed_by, agreed, first_day, last_day)
                        values (:tenant, :id, :programme, :engagement, :proposedBy, :agreed, :first, :last)
                        """)
                .bind("tenant", tenants.current())
                .bind("id", added.id())
                .bind("programme", added.programme())
                .bind(
                        "engagement",
                        added.engagement() == null ? null : added.engagement().value())
                .bind(
                        "proposedBy",
                        added.proposedBy() == null ? null : added.proposedBy().name())
                .bind("agreed", added.agreed())
                .bind("first", added.days().first())
                .bind("last", added.days().last())
                .execute());
    }

    void agree(UUID id) {
        jdbi.useHandle(
                handle -> handle.createUpdate("update breaks set agreed = true where tenant = :tenant and id = :id")
                        .bind("tenant", tenants.current())
                        .bind("id", id)
                        .execute());
    }

    void remove(UUID id) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from breaks where tenant = :tenant and id = :id")
                .bind("tenant", tenants.current())
                .bind("id", id)
                .execute());
    }

    static Refused unknown() {
        return new Refused(CommonProblems.NOT_FOUND, "There is no such break for you");
    }

    private static AgreedBreak read(ResultSet row) throws SQLException {
        var engagement = row.getObject("engagement", UUID.class);
        var proposedBy = row.getString("proposed_by");
        return new AgreedBreak(
                row.getObject("id", UUID.class),
                new ProgrammeId(row.getObject("programme", UUID.class)),
                engagement == null ? null : new EngagementId(engagement),
                proposedBy == null ? null : Party.valueOf(proposedBy),
                row.getBoolean("agreed"),
                new Break(row.getObject("first_day", LocalDate.class), row.getObject("last_day", LocalDate.class)));
    }
}
