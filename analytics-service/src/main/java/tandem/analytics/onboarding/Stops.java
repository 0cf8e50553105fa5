package tandem.analytics.onboarding;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.Ids;
import tandem.runtime.tenant.Tenants;

/** Each stop from its beginning to its end; at most one of a programme is open. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Stops {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Stops(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** False when it is stopped already. */
    boolean open(ProgrammeId programme, StopReason reason, PersonId by, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                insert into onboarding_stops (tenant, id, programme, reason, stopped_by, stopped_at)
                                values (:tenant, :id, :programme, :reason, :by, :now)
                                on conflict do nothing""")
                        .bind("tenant", tenants.current())
                        .bind("id", Ids.next())
                        .bind("programme", programme)
                        .bind("reason", reason.name())
                        .bind("by", by)
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .execute())
                == 1;
    }

    /** False when it is not stopped. */
    boolean close(ProgrammeId programme, PersonId by, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                update onboarding_stops set resumed_by = :by, resumed_at = :now
                                where tenant = :tenant and programme = :programme and resumed_at is null""")
                        .bind("tenant", tenants.current())
                        .bind("programme", programme)
                        .bind("by", by)
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .execute())
                == 1;
    }
}
