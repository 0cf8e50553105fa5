package tandem.session.engagement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.events.ProfileState.CalendarProfile;
import tandem.runtime.tenant.Tenants;

/** Whose calendar may be read. A permission that is older than a withdrawal, or of an erased person, never comes back. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class CalendarPermissions {

    private final Jdbi jdbi;
    private final Tenants tenants;

    CalendarPermissions(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    public boolean allows(PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (select from calendar_permissions
                                        where tenant = :tenant and person = :person and allowed)
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .mapTo(Boolean.class)
                .one());
    }

    /** Those of the people whose calendar may be read. */
    Set<PersonId> allowedOf(Collection<PersonId> people) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select person from calendar_permissions
                         where tenant = :tenant and person = any(:people) and allowed
                        """)
                .bind("tenant", tenants.current())
                .bindArray(
                        "people",
                        UUID.class,
                        people.stream().map(PersonId::value).toList())
                .mapTo(UUID.class)
                .map(PersonId::new)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Where the person is, as long as the calendar may be read. */
    public Optional<ZoneId> zoneOf(PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select time_zone from calendar_permissions
                         where tenant = :tenant and person = :person and allowed and time_zone is not null
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .mapTo(String.class)
                .findOne()
                .flatMap(CalendarPermissions::zone));
    }

    void keep(CalendarProfile state) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into calendar_permissions as held (tenant, person, consent_version, allowed, time_zone)
                        select :tenant, :person, :version, true, :zone
                         where not exists (select from erased_people where tenant = :tenant and person = :person)
                            on conflict (tenant, person) do update
                           set consent_version = excluded.consent_version, allowed = true, time_zone = excluded.time_zone
                         where held.consent_version < excluded.consent_version
                            or (held.allowed and held.consent_version = excluded.consent_version)
                        """)
                .bind("tenant", tenants.current())
                .bind("person", state.person())
                .bind("version", state.consentVersion())
                .bind("zone", state.timeZone())
                .execute());
    }

    void withdraw(PersonId person, long version) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into calendar_permissions as held (tenant, person, consent_version, allowed)
                        values (:tenant, :person, :version, false)
                            on conflict (tenant, person) do update
                           set consent_version = excluded.consent_version, allowed = false, time_zone = null
                         where held.consent_version <= excluded.consent_version
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("version", version)
                .execute());
    }

    /** Nothing is allowed any more; which version last was stays known. */
    void remove(PersonId person) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update calendar_permissions set allowed = false, time_zone = null
                         where tenant = :tenant and person = :person
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .execute());
    }

    void erase(PersonId person) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "delete from calendar_permissions where tenant = :tenant and person = :person")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .execute());
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
