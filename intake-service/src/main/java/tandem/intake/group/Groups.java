package tandem.intake.group;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import tandem.events.GroupAttribute;
import tandem.events.PersonId;
import tandem.runtime.crypto.FieldEncryption;
import tandem.runtime.tenant.Tenants;

/** One declaration per person, as ciphertext under the person's key. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Groups {

    private static final String FIELD = "group_declaration.attributes";

    private static final TypeReference<List<GroupAttribute>> ATTRIBUTES = new TypeReference<>() {};

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final FieldEncryption encryption;
    private final ObjectMapper json;

    Groups(Jdbi jdbi, Tenants tenants, FieldEncryption encryption, ObjectMapper json) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.encryption = encryption;
        this.json = json;
    }

    /**
     * What somebody said of themselves.
     *
     * @param groups at most one of each dimension
     */
    public record Declared(PersonId person, List<GroupAttribute> groups, Instant declaredAt) {}

    /** The declarations of these people, of those who made one. */
    public Map<PersonId, Declared> of(Collection<PersonId> people) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select person, attributes, declared_at from group_declaration
                         where tenant = :tenant and person = any(:people)""")
                .bind("tenant", tenants.current())
                .bind("people", people.stream().map(PersonId::value).toArray(UUID[]::new))
                .map((row, context) -> {
                    var person = new PersonId(row.getObject("person", UUID.class));
                    return new Declared(
                            person,
                            parse(encryption.decrypt(person, FIELD, row.getBytes("attributes"))),
                            row.getTimestamp("declared_at").toInstant());
                })
                .collect(Collectors.toMap(Declared::person, declared -> declared)));
    }

    /** In the place of what was declared before. */
    void put(Declared declared) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into group_declaration (tenant, person, attributes, declared_at)
                        values (:tenant, :person, :attributes, :declaredAt)
                            on conflict (tenant, person) do update
                           set attributes = excluded.attributes, declared_at = excluded.declared_at""")
                .bind("tenant", tenants.current())
                .bind("person", declared.person())
                .bind("attributes", encryption.encrypt(declared.person(), FIELD, write(declared.groups())))
                .bind("declaredAt", declared.declaredAt())
                .execute());
    }

    /** Answers how many there were, one or none. */
    int remove(PersonId person) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from group_declaration where tenant = :tenant and person = :person")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .execute());
    }

    private String write(List<GroupAttribute> groups) {
        try {
            return json.writeValueAsString(groups);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Codes cannot be written", e);
        }
    }

    private List<GroupAttribute> parse(String text) {
        try {
            return json.readValue(text, ATTRIBUTES);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A stored declaration cannot be read", e);
        }
    }
}
