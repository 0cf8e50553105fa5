package tandem.matching.waitlist;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.runtime.tenant.Tenants;

/** Who waits for which track of which programme, since when and why. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Waitlist {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Waitlist(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** Answers whether the entry is new or waits for another reason now; the place in the queue is kept. */
    boolean put(ProgrammeId programme, PersonId leader, Track track, String reason, Instant since) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into waitlist as held (tenant, programme, leader, track, reason, since)
                        values (:tenant, :programme, :leader, :track, :reason, :since)
                            on conflict (tenant, programme, leader, track) do update set reason = excluded.reason
                         where held.reason <> excluded.reason
                        """)
                        .bind("tenant", tenants.current())
                        .bind("programme", programme)
                        .bind("leader", leader)
                        .bind("track", track.name())
                        .bind("reason", reason)
                        .bind("since", since.atOffset(ZoneOffset.UTC))
                        .execute())
                > 0;
    }

    boolean remove(ProgrammeId programme, PersonId leader, Track track) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        delete from waitlist
                         where tenant = :tenant and programme = :programme and leader = :leader and track = :track
                        """)
                        .bind("tenant", tenants.current())
                        .bind("programme", programme)
                        .bind("leader", leader)
                        .bind("track", track.name())
                        .execute())
                > 0;
    }

    int removeAll(PersonId leader) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("delete from waitlist where tenant = :tenant and leader = :leader")
                        .bind("tenant", tenants.current())
                        .bind("leader", leader)
                        .execute());
    }
}
