package tandem.intake.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.intake.people.BlindKey;
import tandem.intake.people.PersonIndex;
import tandem.intake.removal.HeldData;
import tandem.runtime.crypto.FieldEncryption;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;

/** What identity providers call people, and whom they announced: ciphertext under the person's key. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class ScimUsers implements HeldData {

    static final String USER_NAME = "scim_user.user_name";
    static final String EXTERNAL_ID = "scim_user.external_id";
    static final String ANNOUNCED = "scim_user.announced";

    private static final String UNPOSTED = "unposted:";
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final PersonIndex index;
    private final FieldEncryption encryption;
    private final Clock clock;

    ScimUsers(Jdbi jdbi, Tenants tenants, PersonIndex index, FieldEncryption encryption, @ProgrammeTime Clock clock) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.index = index;
        this.encryption = encryption;
        this.clock = clock;
    }

    /** Who has this user name. */
    Optional<PersonId> byUserName(String userName) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select person from scim_user where tenant = :tenant and user_name_index = :index")
                .bind("tenant", tenants.current())
                .bind("index", index.ofUserName(userName).bytes())
                .mapTo(PersonId.class)
                .findOne());
    }

    /** Keeps what the provider calls them. */
    void put(PersonId person, ScimUser user, Naming naming) {
        var externalId = user.externalId();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into scim_user (tenant, person, user_name, user_name_index, external_id,
                                                    external_index, announced, active, deleted, statement, modified_at)
                        values (:tenant, :person, :userName, :userNameIndex, :externalId, :externalIndex, :announced,
                                :active, :deleted, :statement, :now)
                        on conflict (tenant, person) do update
                           set user_name = excluded.user_name,
                               user_name_index = excluded.user_name_index,
                               external_id = excluded.external_id,
                               external_index = excluded.external_index,
                               announced = excluded.announced,
                               active = excluded.active,
                               deleted = excluded.deleted,
                               statement = excluded.statement,
                               modified_at = excluded.modified_at""")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("userName", encryption.encrypt(person, USER_NAME, user.userName()))
                .bind("userNameIndex", index.ofUserName(user.userName()).bytes())
                .bind("externalId", externalId == null ? null : encryption.encrypt(person, EXTERNAL_ID, externalId))
                .bind(
                        "externalIndex",
                        externalId == null
                                ? null
                                : index.ofExternalId(externalId).bytes())
                .bind("announced", naming.announced() ? encryption.encrypt(person, ANNOUNCED, json(user)) : null)
                .bind("active", user.active())
                .bind("deleted", naming.deleted())
                .bind("statement", naming.statement())
                .bind("now", clock.instant())
                .execute());
    }

    /** The employee number of a user, as the hash by which employments name a manager. */
    Optional<BlindKey> numberOf(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select employee_index from person
                         where tenant = :tenant and scim_id = :id and employee_index is not null""")
                .bind("tenant", tenants.current())
                .bind("id", id)
                .map((row, context) -> new BlindKey(row.getBytes(1)))
                .findOne());
    }

    /**
     * What a statement made of a user.
     *
     * @param announced while too little is known for an employment
     */
    record Naming(UUID statement, boolean announced, boolean deleted) {}

    /** How a manager HR has not posted yet is written while a PATCH is applied. */
    static String unposted(BlindKey manager) {
        return UNPOSTED + manager;
    }

    static boolean isUnposted(@Nullable String manager) {
        return manager != null && manager.startsWith(UNPOSTED);
    }

    static ScimUser announced(String json) {
        try {
            return JSON.readValue(json, ScimUser.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was announced cannot be read", e);
        }
    }

    private static String json(ScimUser user) {
        try {
            return JSON.writeValueAsString(user);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record that is no JSON", e);
        }
    }

    @Override
    public Map<String, Integer> removeFor(PersonId person, Purpose purpose) {
        return Map.of();
    }

    @Override
    public Map<String, Integer> forget(PersonId person) {
        return Map.of(
                "scimUsers",
                jdbi.withHandle(handle -> handle.createUpdate(
                                "delete from scim_user where tenant = :tenant and person = :person")
                        .bind("tenant", tenants.current())
                        .bind("person", person)
                        .execute()));
    }
}
