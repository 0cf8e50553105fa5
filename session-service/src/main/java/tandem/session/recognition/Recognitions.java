package tandem.session.recognition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.tenant.Tenants;

/** The wins of a tenant, shown or not yet. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Recognitions {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Recognitions(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    int countOf(PersonId leader) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from recognitions where tenant = :tenant and leader = :leader")
                .bind("tenant", tenants.current())
                .bind("leader", leader)
                .mapTo(Integer.class)
                .one());
    }

    /** Answers false unless what stands under the id is this very win. */
    boolean add(UUID id, ProgrammeId programme, PersonId leader, Win win, Instant at) {
        return jdbi.withHandle(handle -> {
            handle.createUpdate("""
                            insert into recognitions (tenant, id, programme, leader, win, entered_at)
                            values (:tenant, :id, :programme, :leader, :win, :at)
                                on conflict do nothing
                            """)
                    .bind("tenant", tenants.current())
                    .bind("id", id)
                    .bind("programme", programme)
                    .bind("leader", leader)
                    .bind("win", win.name())
                    .bind("at", at.atOffset(ZoneOffset.UTC))
                    .execute();
            return handle.createQuery("""
                            select exists (select from recognitions
                                            where tenant = :tenant and id = :id and programme = :programme
                                              and leader = :leader and win = :win)
                            """)
                    .bind("tenant", tenants.current())
                    .bind("id", id)
                    .bind("programme", programme)
                    .bind("leader", leader)
                    .bind("win", win.name())
                    .mapTo(Boolean.class)
                    .one();
        });
    }

    int remove(UUID id, PersonId leader) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from recognitions where tenant = :tenant and id = :id and leader = :leader")
                .bind("tenant", tenants.current())
                .bind("id", id)
                .bind("leader", leader)
                .execute());
    }

    int removeOf(PersonId leader) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("delete from recognitions where tenant = :tenant and leader = :leader")
                        .bind("tenant", tenants.current())
                        .bind("leader", leader)
                        .execute());
    }
}
