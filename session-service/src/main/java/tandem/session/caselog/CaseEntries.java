package tandem.session.caselog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.CaseBasis;
import tandem.events.CaseChange;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.runtime.tenant.Tenants;

/** The case logs of a tenant. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class CaseEntries {

    private static final String COLUMNS = """
            select id, engagement, party, behaviour, vocabulary, change, basis, observed_on, logged_at
              from case_entries where tenant = :tenant
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;

    CaseEntries(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    Optional<CaseEntry> find(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + " and id = :id")
                .bind("tenant", tenants.current())
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne());
    }

    /** All of an engagement, by the day observed. */
    List<CaseEntry> of(EngagementId engagement) {
        return jdbi.withHandle(
                handle -> handle.createQuery(COLUMNS + " and engagement = :engagement order by observed_on, id")
                        .bind("tenant", tenants.current())
                        .bind("engagement", engagement)
                        .map((row, context) -> read(row))
                        .list());
    }

    /** Answers false, and keeps what is there, when there is one under the id. */
    boolean add(CaseEntry entry) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into case_entries
                               (tenant, id, engagement, party, behaviour, vocabulary, change, basis, observed_on, logged_at)
                        values (:tenant, :id, :engagement, :party, :behaviour, :vocabulary, :change, :basis, :on, :at)
                            on conflict do nothing
                        """)
                        .bind("tenant", tenants.current())
                        .bind("id", entry.id())
                        .bind("engagement", entry.engagement())
                        .bind("party", entry.party().name())
                        .bind("behaviour", entry.behaviour())
                        .bind("vocabulary", entry.vocabulary())
                        .bind("change", entry.change().name())
                        .bind("basis", entry.basis().name())
                        .bind("on", entry.observedOn())
                        .bind("at", entry.loggedAt().atOffset(ZoneOffset.UTC))
                        .execute())
                > 0;
    }

    /** Removes what stands under a permission of the leader; answers how many entries. */
    int remove(PersonId leader) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        delete from case_entries c using engagements e
                         where c.tenant = :tenant and e.tenant = c.tenant and e.id = c.engagement and e.leader = :leader
                        """)
                .bind("tenant", tenants.current())
                .bind("leader", leader)
                .execute());
    }

    private static CaseEntry read(ResultSet row) throws SQLException {
        return new CaseEntry(
                row.getObject("id", UUID.class),
                new EngagementId(row.getObject("engagement", UUID.class)),
                Party.valueOf(row.getString("party")),
                row.getString("behaviour"),
                row.getString("vocabulary"),
                CaseChange.valueOf(row.getString("change")),
                CaseBasis.valueOf(row.getString("basis")),
                row.getObject("observed_on", LocalDate.class),
                row.getObject("logged_at", OffsetDateTime.class).toInstant());
    }
}
