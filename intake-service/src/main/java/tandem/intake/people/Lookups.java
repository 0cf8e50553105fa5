package tandem.intake.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.runtime.Ids;
import tandem.runtime.actor.Actor;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;

/** The trail of the directory: who looked up whom, when. Rows are only added. */
@ApplicationScoped
class Lookups {

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Clock clock;

    Lookups(Jdbi jdbi, Tenants tenants, @ProgrammeTime Clock clock) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.clock = clock;
    }

    void add(Actor by, Kind kind, int asked, Collection<PersonId> answered, boolean addresses) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into directory_lookup (tenant, id, looked_by, client, kind, asked, answered, addresses,
                                                      looked_at)
                        values (:tenant, :id, :by, :client, :kind, :asked, :answered, :addresses, :now)""")
                .bind("tenant", tenants.current())
                .bind("id", Ids.next())
                .bind("by", by.who())
                .bind("client", by.client())
                .bind("kind", kind)
                .bind("asked", asked)
                .bind("answered", answered.stream().map(PersonId::value).toArray(UUID[]::new))
                .bind("addresses", addresses)
                .bind("now", clock.instant())
                .execute());
    }

    /** What was asked. */
    enum Kind {
        /** Address to person. */
        IDENTIFY,
        /** Person to name. */
        RESOLVE,
        /** Employee number to person. */
        FIND
    }
}
