package tandem.matching.outlook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.matching.capacity.ForecastError.Kept;
import tandem.runtime.tenant.Tenants;

/** What was expected of each week, kept to be held against what came. Figures only, about nobody. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Forecasts {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Forecasts(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** The first forecast of a week is the one that counts. */
    void keep(ProgrammeId programme, Track track, Kept kept) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into capacity_forecasts (tenant, programme, track, week, arriving, freed, due)
                        values (:tenant, :programme, :track, :week, :arriving, :freed, :due) on conflict do nothing
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("track", track.name())
                .bind("week", kept.week())
                .bind("arriving", kept.arriving())
                .bind("freed", kept.freed())
                .bind("due", kept.due())
                .execute());
    }

    /** Forecasts of the weeks from that one on. */
    List<Kept> since(ProgrammeId programme, Track track, LocalDate week) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select week, arriving, freed, due from capacity_forecasts
                         where tenant = :tenant and programme = :programme and track = :track and week >= :week
                         order by week
                        """)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("track", track.name())
                .bind("week", week)
                .map((row, context) ->
                        new Kept(row.getObject(1, LocalDate.class), row.getInt(2), row.getInt(3), row.getInt(4)))
                .list());
    }

    /** Programmes with a policy that run on that day and have no forecast of the week yet, at most so many. */
    List<ProgrammeId> missing(LocalDate day, LocalDate week, int limit) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select p.id from programmes p where p.tenant = :tenant and " + MISSING
                                + " order by p.id limit :limit")
                        .bind("tenant", tenants.current())
                        .bind("day", day)
                        .bind("week", week)
                        .bind("limit", limit)
                        .mapTo(ProgrammeId.class)
                        .list());
    }

    /** Of a programme {@code p}. */
    static final String MISSING = """
             p.starts_on <= :day and p.ends_on >= :day
               and exists (select from policies l where l.tenant = p.tenant and l.programme = p.id)
               and not exists (select from capacity_forecasts f
                                where f.tenant = p.tenant and f.programme = p.id and f.week = :week)
            """;
}
