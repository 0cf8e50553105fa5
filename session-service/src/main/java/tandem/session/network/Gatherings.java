package tandem.session.network;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.GatheringKind;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** Gatherings and their seats. Whoever takes or gives up a seat holds the row of the gathering, so that seats are counted one by one. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Gatherings {

    private static final String COLUMNS = """
            select id, programme, kind, host, starts_at, minutes, cadence_days, seats, taken, closed from gatherings
             where tenant = :tenant
            """;

    private final Jdbi jdbi;
    private final Tenants tenants;

    Gatherings(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    Gathering lock(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery(COLUMNS + "and id = :id for update")
                .bind("tenant", tenants.current())
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne()
                .orElseThrow(Gatherings::unknown));
    }

    void add(Gathering added) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into gatherings (tenant, id, programme, kind, host, starts_at, minutes, cadence_days, seats)
                        values (:tenant, :id, :programme, :kind, :host, :startsAt, :minutes, :cadence, :seats)
                        """)
                .bind("tenant", tenants.current())
                .bind("id", added.id())
                .bind("programme", added.programme())
                .bind("kind", added.kind().name())
                .bind("host", added.host() == null ? null : added.host().value())
                .bind("startsAt", added.startsAt())
                .bind("minutes", added.minutes())
                .bind("cadence", added.cadenceDays())
                .bind("seats", added.seats())
                .execute());
    }

    void take(UUID gathering, PersonId person, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "insert into seats (tenant, gathering, person, taken_at) values (:tenant, :gathering, :person, :now)")
                .bind("tenant", tenants.current())
                .bind("gathering", gathering)
                .bind("person", person)
                .bind("now", now)
                .execute());
        count(gathering, 1);
    }

    /** Answers false when the person has no seat there. */
    boolean giveUp(UUID gathering, PersonId person) {
        var given = jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from seats where tenant = :tenant and gathering = :gathering and person = :person")
                .bind("tenant", tenants.current())
                .bind("gathering", gathering)
                .bind("person", person)
                .execute());
        count(gathering, -given);
        return given > 0;
    }

    void close(UUID gathering) {
        jdbi.useHandle(
                handle -> handle.createUpdate("update gatherings set closed = true where tenant = :tenant and id = :id")
                        .bind("tenant", tenants.current())
                        .bind("id", gathering)
                        .execute());
    }

    List<PersonId> seatedAt(UUID gathering) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select person from seats where tenant = :tenant and gathering = :gathering order by person")
                .bind("tenant", tenants.current())
                .bind("gathering", gathering)
                .mapTo(PersonId.class)
                .list());
    }

    /** Where the person sits. */
    List<UUID> seatsOf(PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select gathering from seats where tenant = :tenant and person = :person order by gathering")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .mapTo(UUID.class)
                .list());
    }

    /** What the person hosts takes place no more, under a stand-in; answers how many there were. */
    int replaceHost(PersonId person, UUID standIn) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update gatherings set host = :standIn, closed = true where tenant = :tenant and host = :person
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("standIn", standIn)
                .execute());
    }

    static Refused unknown() {
        return new Refused(CommonProblems.NOT_FOUND, "There is no such gathering for you");
    }

    private void count(UUID gathering, int more) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update gatherings set taken = taken + :more where tenant = :tenant and id = :id")
                .bind("tenant", tenants.current())
                .bind("id", gathering)
                .bind("more", more)
                .execute());
    }

    private static Gathering read(ResultSet row) throws SQLException {
        var host = row.getObject("host", UUID.class);
        return new Gathering(
                row.getObject("id", UUID.class),
                new ProgrammeId(row.getObject("programme", UUID.class)),
                GatheringKind.valueOf(row.getString("kind")),
                host == null ? null : new PersonId(host),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                row.getInt("minutes"),
                row.getObject("cadence_days", Integer.class),
                row.getInt("seats"),
                row.getInt("taken"),
                row.getBoolean("closed"));
    }
}
