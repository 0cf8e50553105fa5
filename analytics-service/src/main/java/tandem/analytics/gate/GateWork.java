package tandem.analytics.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.analytics.gate.Snapshot.Mitigated;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.Ids;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** What people do for a gate: they sign off what no metric knows, and answer for what is not met. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class GateWork {

    private final Jdbi jdbi;
    private final Tenants tenants;

    GateWork(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /**
     * What somebody says holds or does not.
     *
     * @param amount how many, where the gate asks for a number
     * @param documentHash SHA-256 of what it relies on, in hexadecimal
     * @param role in which it is said
     */
    record SignOff(
            boolean holds,
            @Nullable Integer amount,
            @Nullable String documentHash,
            String role,
            PersonId by) {}

    void sign(ProgrammeId programme, int week, String criterion, SignOff signOff, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into gate_sign_offs (tenant, id, programme, week, criterion, holds, amount, document_hash, role,
                                                    signed_by, signed_at)
                        values (:tenant, :id, :programme, :week, :criterion, :holds, :amount, :hash, :role, :by, :now)""")
                .bind("tenant", tenants.current())
                .bind("id", Ids.next())
                .bind("programme", programme)
                .bind("week", week)
                .bind("criterion", criterion)
                .bind("holds", signOff.holds())
                .bind("amount", signOff.amount())
                .bind("hash", signOff.documentHash())
                .bind("role", signOff.role())
                .bind("by", signOff.by())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
    }

    UUID mitigate(
            ProgrammeId programme,
            int week,
            String criterion,
            Mitigation measure,
            PersonId owner,
            LocalDate dueOn,
            Instant now) {
        var id = Ids.next();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into gate_mitigations (tenant, id, programme, week, criterion, measure, owner, due_on, opened_at)
                        values (:tenant, :id, :programme, :week, :criterion, :measure, :owner, :dueOn, :now)""")
                .bind("tenant", tenants.current())
                .bind("id", id)
                .bind("programme", programme)
                .bind("week", week)
                .bind("criterion", criterion)
                .bind("measure", measure.name())
                .bind("owner", owner)
                .bind("dueOn", dueOn)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
        return id;
    }

    void close(ProgrammeId programme, int week, UUID id, Instant now) {
        var closed = jdbi.withHandle(handle -> handle.createQuery("""
                        select closed_at is not null from gate_mitigations
                        where tenant = :tenant and programme = :programme and week = :week and id = :id for update""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("week", week)
                .bind("id", id)
                .mapTo(Boolean.class)
                .findOne()
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no such mitigation")));
        if (closed) {
            throw new Refused(GateProblems.CLOSED, "It was closed before");
        }
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update gate_mitigations set closed_at = :now where tenant = :tenant and id = :id")
                .bind("tenant", tenants.current())
                .bind("id", id)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
    }

    /** R130: those open at a moment whose day has not passed then. */
    List<Mitigated> mitigatedAt(ProgrammeId programme, int week, Instant at) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, criterion, due_on from gate_mitigations
                        where tenant = :tenant and programme = :programme and week = :week
                          and opened_at <= :at and (closed_at is null or closed_at > :at) and due_on >= :day
                        order by id""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("week", week)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .bind("day", LocalDate.ofInstant(at, ZoneOffset.UTC))
                .map((row, context) -> new Mitigated(
                        row.getObject("id", UUID.class),
                        row.getString("criterion"),
                        row.getObject("due_on", LocalDate.class)))
                .list());
    }
}
