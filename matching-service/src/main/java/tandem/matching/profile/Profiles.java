package tandem.matching.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.events.ProfileState.MatchingProfile;
import tandem.matching.StoredJson;
import tandem.runtime.tenant.Tenants;

/** The profiles told by intake-service. A version that is stale, withdrawn or of an erased person never gets in. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Profiles {

    /** Higher than any reporting line; two who report to each other would have no end. */
    private static final int LINE_MAX = 30;

    private final Jdbi jdbi;
    private final Tenants tenants;

    Profiles(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** Takes a state in; answers whether it was news. */
    boolean keep(MatchingProfile state) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into profiles as held (tenant, person, consent_version, revision, state)
                        select :tenant, :person, :version, 1, cast(:state as jsonb)
                         where not exists (select from erased_people where tenant = :tenant and person = :person)
                            on conflict (tenant, person) do update
                           set consent_version = excluded.consent_version,
                               revision = held.revision + 1,
                               state = excluded.state
                         where held.consent_version <= excluded.consent_version
                           and held.withdrawn_version < excluded.consent_version
                           and held.state is distinct from excluded.state
                        """)
                        .bind("tenant", tenants.current())
                        .bind("person", state.person())
                        .bind("version", state.consentVersion())
                        .bind("state", StoredJson.of(state).text())
                        .execute())
                > 0;
    }

    /**
     * Nothing told up to the version is allowed any more; which version was withdrawn stays known even when its state was never
     * heard of. Answers how many profiles that took back, one or none: also one that the cleaned log has emptied before, for
     * either may be heard first.
     */
    int withdraw(PersonId person, long version) {
        int held = takeBack(person, version);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into profiles as held (tenant, person, consent_version, withdrawn_version, revision)
                        values (:tenant, :person, :version, :version, 1)
                            on conflict (tenant, person) do update
                           set withdrawn_version = greatest(held.withdrawn_version, excluded.withdrawn_version)
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("version", version)
                .execute());
        return held;
    }

    /** What was told since the last withdrawal and up to this one. A profile allowed anew under a later version stays. */
    private int takeBack(PersonId person, long version) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update profiles
                           set withdrawn_version = :version,
                               revision = revision + case when state is null then 0 else 1 end,
                               state = null
                         where tenant = :tenant and person = :person
                           and consent_version > withdrawn_version and consent_version <= :version
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("version", version)
                .execute());
    }

    /** Empties the profile. */
    void remove(PersonId person) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update profiles set state = null, revision = revision + 1
                         where tenant = :tenant and person = :person and state is not null
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .execute());
    }

    public Optional<Profile> find(PersonId person) {
        return Optional.ofNullable(findAll(List.of(person)).get(person));
    }

    /** Everybody above a person in the reporting line, as far up as profiles allow to know. */
    public Set<PersonId> managers(PersonId person) {
        return Set.copyOf(jdbi.withHandle(handle -> handle.createQuery("""
                        with recursive line (person, height) as (
                            select cast(state ->> 'manager' as uuid), 1 from profiles
                             where tenant = :tenant and person = :person and state ->> 'manager' is not null
                            union
                            select cast(f.state ->> 'manager' as uuid), line.height + 1
                              from line join profiles f on f.tenant = :tenant and f.person = line.person
                             where f.state ->> 'manager' is not null and line.height < :highest)
                        select distinct person from line
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("highest", LINE_MAX)
                .mapTo(PersonId.class)
                .list()));
    }

    public Map<PersonId, Profile> findAll(Collection<PersonId> people) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select state, revision from profiles
                         where tenant = :tenant and person = any(:people) and state is not null
                        """)
                .bind("tenant", tenants.current())
                .bind("people", people.stream().map(PersonId::value).toArray(UUID[]::new))
                .map((row, context) ->
                        new Profile(new StoredJson(row.getString(1)).as(MatchingProfile.class), row.getLong(2)))
                .collect(Collectors.toMap(profile -> profile.state().person(), profile -> profile)));
    }
}
