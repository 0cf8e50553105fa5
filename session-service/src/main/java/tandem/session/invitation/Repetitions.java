package tandem.session.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.EngagementId;
import tandem.runtime.tenant.Tenants;
import tandem.session.rule.Repetition;

/** How the series of a tenant repeat. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Repetitions {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Repetitions(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    void add(UUID series, EngagementId engagement, Repetition repetition) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into repetitions (tenant, id, engagement, first_start, zone, every_weeks, times, minutes)
                        values (:tenant, :id, :engagement, :first, :zone, :weeks, :times, :minutes)
                        """)
                .bind("tenant", tenants.current())
                .bind("id", series)
                .bind("engagement", engagement)
                .bind("first", repetition.first())
                .bind("zone", repetition.zone().getId())
                .bind("weeks", repetition.everyWeeks())
                .bind("times", repetition.times())
                .bind("minutes", repetition.length().toMinutes())
                .execute());
    }

    Repetition get(UUID series) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select first_start, zone, every_weeks, times, minutes
                          from repetitions where tenant = :tenant and id = :id
                        """)
                .bind("tenant", tenants.current())
                .bind("id", series)
                .map((row, context) -> repetition(row))
                .one());
    }

    /** Forgets the series of the engagement; answers about how many. */
    int forget(EngagementId engagement) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from repetitions where tenant = :tenant and engagement = :engagement")
                .bind("tenant", tenants.current())
                .bind("engagement", engagement)
                .execute());
    }

    /** Reads how a series repeats from a row that has the columns of one. */
    public static Repetition repetition(ResultSet row) throws SQLException {
        return new Repetition(
                row.getObject("first_start", LocalDateTime.class),
                ZoneId.of(row.getString("zone")),
                row.getInt("every_weeks"),
                row.getInt("times"),
                Duration.ofMinutes(row.getInt("minutes")));
    }
}
