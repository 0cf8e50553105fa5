package tandem.analytics.kpi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.runtime.tenant.Tenants;

/** The registry. A change ends the period of what it replaces, so that a figure of an earlier moment is computed as registered then. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Kpis {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Kpis(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** Whoever registers for a programme holds it until the transaction ends. */
    void lock(ProgrammeId programme) {
        jdbi.useHandle(handle -> handle.createQuery("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .bind("key", tenants.current() + " " + programme)
                .mapToMap()
                .list());
    }

    Set<String> registered(ProgrammeId programme) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select kpi from kpi_definitions
                        where tenant = :tenant and programme = :programme and known_to = 'infinity'""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .mapTo(String.class)
                .set());
    }

    /** 0 when it was never registered. */
    long revision(ProgrammeId programme, String kpi) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select coalesce(max(revision), 0) from kpi_definitions
                        where tenant = :tenant and programme = :programme and kpi = :kpi""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("kpi", kpi)
                .mapTo(Long.class)
                .one());
    }

    void put(ProgrammeId programme, Kpi kpi, long revision, Instant now) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            update kpi_definitions set known_to = :now
                            where tenant = :tenant and programme = :programme and kpi = :kpi and known_to = 'infinity'""")
                    .bind("tenant", tenants.current())
                    .bind("programme", programme)
                    .bind("kpi", kpi.kpi())
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .execute();
            handle.createUpdate("""
                            insert into kpi_definitions (tenant, programme, kpi, about, direction, unit, owner, feed, every_days,
                                                         baseline, target, revision, known_from)
                            values (:tenant, :programme, :kpi, :about, :direction, :unit, :owner, :feed, :everyDays,
                                    :baseline, :target, :revision, :now)""")
                    .bind("tenant", tenants.current())
                    .bind("programme", programme)
                    .bind("kpi", kpi.kpi())
                    .bind("about", kpi.about().name())
                    .bind("direction", kpi.direction().name())
                    .bind("unit", kpi.unit())
                    .bind("owner", kpi.owner())
                    .bind("feed", kpi.feed())
                    .bind("everyDays", kpi.everyDays())
                    .bind("baseline", kpi.baseline())
                    .bind("target", kpi.target())
                    .bind("revision", revision)
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .execute();
        });
    }

    long revision(ProgrammeId programme, Track track) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select coalesce(max(revision), 0) from interventions
                        where tenant = :tenant and programme = :programme and track = :track""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("track", track.name())
                .mapTo(Long.class)
                .one());
    }

    void put(ProgrammeId programme, Intervention intervention, long revision, Instant now) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            update interventions set known_to = :now
                            where tenant = :tenant and programme = :programme and track = :track and known_to = 'infinity'""")
                    .bind("tenant", tenants.current())
                    .bind("programme", programme)
                    .bind("track", intervention.track().name())
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .execute();
            handle.createUpdate("""
                            insert into interventions (tenant, programme, track, leading_metric, lagging_kpi, revision, known_from)
                            values (:tenant, :programme, :track, :leading, :lagging, :revision, :now)""")
                    .bind("tenant", tenants.current())
                    .bind("programme", programme)
                    .bind("track", intervention.track().name())
                    .bind("leading", intervention.leading())
                    .bind("lagging", intervention.lagging())
                    .bind("revision", revision)
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .execute();
        });
    }
}
