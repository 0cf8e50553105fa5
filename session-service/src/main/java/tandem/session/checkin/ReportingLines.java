package tandem.session.checkin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.ProfileState.ProgrammeProfile;
import tandem.runtime.tenant.Tenants;

/** To whom people report, as HR says. What is older than a withdrawal, or of an erased person, never comes back. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class ReportingLines {

    private final Jdbi jdbi;
    private final Tenants tenants;

    ReportingLines(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    Optional<PersonId> managerOf(PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select manager from reporting_lines
                         where tenant = :tenant and person = :person and manager is not null
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .map((row, context) -> new PersonId(row.getObject("manager", UUID.class)))
                .findOne());
    }

    /** Nobody who was erased is named as a manager. */
    void keep(ProgrammeProfile state) {
        put(state.person(), state.consentVersion(), state.manager());
    }

    /** The person takes part no longer; which version last was stays known. */
    void withdraw(PersonId person, long version) {
        put(person, version, null);
    }

    void remove(PersonId person) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update reporting_lines set manager = null where tenant = :tenant and person = :person")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .execute());
    }

    /** Forgets to whom the person reported and who reported to it; answers how many lines there were. */
    int erase(PersonId person) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                delete from reporting_lines where tenant = :tenant and person = :person
                                """)
                        .bind("tenant", tenants.current())
                        .bind("person", person)
                        .execute()
                + handle.createUpdate("""
                                update reporting_lines set manager = null where tenant = :tenant and manager = :person
                                """)
                        .bind("tenant", tenants.current())
                        .bind("person", person)
                        .execute());
    }

    private void put(PersonId person, long version, @Nullable PersonId manager) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into reporting_lines as held (tenant, person, consent_version, manager)
                        select :tenant, :person, :version,
                               (select m.id from (select cast(:manager as uuid) as id) m
                                 where not exists (select from erased_people where tenant = :tenant and person = m.id))
                         where not exists (select from erased_people where tenant = :tenant and person = :person)
                            on conflict (tenant, person) do update
                           set consent_version = excluded.consent_version, manager = excluded.manager
                         where held.consent_version <= excluded.consent_version
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("version", version)
                .bind("manager", manager == null ? null : manager.value())
                .execute());
    }
}
