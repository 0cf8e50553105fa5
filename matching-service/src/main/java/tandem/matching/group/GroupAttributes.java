package tandem.matching.group;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import tandem.events.GroupAttribute;
import tandem.events.PersonId;
import tandem.events.ProfileState.FairnessProfile;
import tandem.matching.StoredJson;
import tandem.runtime.tenant.Tenants;

/** What intake-service told under FAIRNESS. A version that is stale, withdrawn or of an erased person never gets in. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class GroupAttributes {

    private static final TypeReference<List<GroupAttribute>> ATTRIBUTES = new TypeReference<>() {};

    private final Jdbi jdbi;
    private final Tenants tenants;

    GroupAttributes(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    void keep(FairnessProfile state) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into group_attributes as held (tenant, person, consent_version, attributes)
                        select :tenant, :person, :version, cast(:attributes as jsonb)
                         where not exists (select from erased_people where tenant = :tenant and person = :person)
                            on conflict (tenant, person) do update
                           set consent_version = excluded.consent_version, attributes = excluded.attributes
                         where held.consent_version <= excluded.consent_version
                           and held.withdrawn_version < excluded.consent_version
                        """)
                .bind("tenant", tenants.current())
                .bind("person", state.person())
                .bind("version", state.consentVersion())
                .bind("attributes", StoredJson.of(state.groups()).text())
                .execute());
    }

    /** The groups of these people, of those who declared any. */
    Map<PersonId, List<GroupAttribute>> of(Collection<PersonId> people) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select person, attributes from group_attributes
                         where tenant = :tenant and person = any(:people) and attributes is not null
                        """)
                .bind("tenant", tenants.current())
                .bind("people", people.stream().map(PersonId::value).toArray(UUID[]::new))
                .map((row, context) -> Map.entry(
                        new PersonId(row.getObject(1, UUID.class)), new StoredJson(row.getString(2)).as(ATTRIBUTES)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Nothing is declared any more, but may be again under the same consent; answers how many declarations that took back. */
    int empty(PersonId person) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update group_attributes set attributes = null
                         where tenant = :tenant and person = :person and attributes is not null
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .execute());
    }

    /**
     * Nothing told up to the version is allowed any more, also when it is heard of later. Answers how many declarations that took
     * back, one or none: also one that the cleaned log has emptied before, for either may be heard first.
     */
    int withdraw(PersonId person, long version) {
        int held = jdbi.withHandle(handle -> handle.createUpdate("""
                        update group_attributes set attributes = null
                         where tenant = :tenant and person = :person
                           and consent_version > withdrawn_version and consent_version <= :version
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("version", version)
                .execute());
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into group_attributes as held (tenant, person, consent_version, withdrawn_version)
                        values (:tenant, :person, :version, :version)
                            on conflict (tenant, person) do update
                           set withdrawn_version = greatest(held.withdrawn_version, excluded.withdrawn_version)
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("version", version)
                .execute());
        return held;
    }

    /** Not even which versions are gone: an erased person finds no way in again. */
    int remove(PersonId person) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from group_attributes where tenant = :tenant and person = :person")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .execute());
    }
}
