package tandem.analytics.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.analytics.CanonicalJson;
import tandem.events.ProgrammeId;
import tandem.runtime.tenant.Tenants;

/** What gates came to, numbered per gate. None is ever changed. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Evaluations {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Evaluations(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** An evaluation by its number and hash. */
    record Kept(int number, String hash) {}

    /** The one with this very content, if there is one. */
    Optional<Kept> find(ProgrammeId programme, int week, String hash) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select number, content_hash from gate_evaluations
                        where tenant = :tenant and programme = :programme and week = :week and content_hash = :hash
                        order by number limit 1""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("week", week)
                .bind("hash", hash)
                .map((row, context) -> new Kept(row.getInt(1), row.getString(2)))
                .findOne());
    }

    /** The caller holds the pilot, so numbers have no gaps. */
    Kept add(ProgrammeId programme, int week, Snapshot snapshot, CanonicalJson document, Instant now) {
        var number = jdbi.withHandle(handle -> handle.createQuery("""
                        insert into gate_evaluations (tenant, programme, week, number, status, as_of, snapshot, content_hash, evaluated_at)
                        select :tenant, :programme, :week, coalesce(max(number), 0) + 1, :status, :asOf, :snapshot, :hash, :now
                        from gate_evaluations where tenant = :tenant and programme = :programme and week = :week
                        returning number""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("week", week)
                .bind("status", snapshot.status().name())
                .bind("asOf", snapshot.asOf().atOffset(ZoneOffset.UTC))
                .bind("snapshot", document.text())
                .bind("hash", document.hash())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .mapTo(Integer.class)
                .one());
        return new Kept(number, document.hash());
    }

    /** A pilot of the tenant whose week has ended without the clock having evaluated it; nobody else gets it meanwhile. */
    Optional<DueGate> nextDue(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select programme, weeks_evaluated + 1 as week from pilots
                        where tenant = :tenant and weeks_evaluated < :weeks
                          and (starts_on + 7 * (weeks_evaluated + 1))::timestamp at time zone 'utc' <= :now
                        order by programme limit 1 for update skip locked""")
                .bind("tenant", tenants.current())
                .bind("weeks", GateJob.WEEKS)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .map((row, context) -> new DueGate(new ProgrammeId(row.getObject(1, UUID.class)), row.getInt(2)))
                .findOne());
    }

    void evaluatedByClock(DueGate gate) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update pilots set weeks_evaluated = :week where tenant = :tenant and programme = :programme")
                .bind("tenant", tenants.current())
                .bind("programme", gate.programme())
                .bind("week", gate.week())
                .execute());
    }

    /** A gate whose week is over. */
    record DueGate(ProgrammeId programme, int week) {}
}
