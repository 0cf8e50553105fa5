package tandem.intake.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.crypto.FieldEncryption;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.ProgrammeTime;

/** The vault: identities under each person's own key. Everything works on many people at once. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class People {

    private static final String GIVEN_NAME = "person.given_name";
    private static final String FAMILY_NAME = "person.family_name";
    private static final String EMAIL = "person.email";
    private static final String EMPLOYEE_NUMBER = "person.employee_number";

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final PersonIndex index;
    private final FieldEncryption encryption;
    private final Clock clock;

    People(Jdbi jdbi, Tenants tenants, PersonIndex index, FieldEncryption encryption, @ProgrammeTime Clock clock) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.index = index;
        this.encryption = encryption;
        this.clock = clock;
    }

    /**
     * The people behind employee numbers; numbers HR has not posted are absent. Those found cannot be erased until this transaction
     * ends, so nothing is written about someone who is just being forgotten.
     */
    public Map<BlindKey, PersonId> byEmployeeIndex(Collection<BlindKey> employees) {
        return find("employee_index", employees);
    }

    public Map<BlindKey, PersonId> byEmailIndex(Collection<BlindKey> emails) {
        return find("email_index", emails);
    }

    public Optional<PersonId> byEmployeeNumber(String number) {
        var key = index.ofEmployeeNumber(number);
        return Optional.ofNullable(byEmployeeIndex(List.of(key)).get(key));
    }

    /** Of these, employees whose number HR has not said yet. */
    public Set<PersonId> unnumbered(Collection<PersonId> people) {
        if (people.isEmpty()) {
            return Set.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id from person
                         where tenant = :tenant and id = any(:people)
                           and kind = 'EMPLOYEE' and employee_index is null""")
                .bind("tenant", tenants.current())
                .bind("people", uuids(people))
                .mapTo(PersonId.class)
                .set());
    }

    /** Locks the person against removal while something is written about them; refuses a stranger. */
    public PersonId lock(PersonId person) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select id from person where tenant = :tenant and id = :person for update")
                        .bind("tenant", tenants.current())
                        .bind("person", person)
                        .mapTo(PersonId.class)
                        .findOne()
                        .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no person " + person)));
    }

    /** Keeps the person from being erased until this transaction ends; refuses a stranger, as someone erased is. */
    public void hold(PersonId person) {
        jdbi.withHandle(handle -> handle.createQuery(
                        "select id from person where tenant = :tenant and id = :person for key share")
                .bind("tenant", tenants.current())
                .bind("person", person)
                .mapTo(PersonId.class)
                .findOne()
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no person " + person)));
    }

    /** Adds newcomers and overwrites those already there, in one statement. */
    public void put(List<Identity> identities) {
        if (identities.isEmpty()) {
            return;
        }
        encryption.prepare(identities.stream().map(Identity::person).toList());
        var rows = new Rows(identities);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into person (tenant, id, kind, given_name, family_name, email, email_index,
                                            employee_number, employee_index, identity_index, time_zone, created_at,
                                            updated_at)
                        select :tenant, r.*, :now, :now
                          from unnest(:ids, :kinds, :givenNames, :familyNames, :emails, :emailIndexes,
                                      :numbers, :numberIndexes, :identityIndexes, :zones) as r
                        on conflict (tenant, id) do update
                           set given_name = excluded.given_name,
                               family_name = excluded.family_name,
                               email = excluded.email,
                               email_index = excluded.email_index,
                               employee_number = coalesce(person.employee_number, excluded.employee_number),
                               employee_index = coalesce(person.employee_index, excluded.employee_index),
                               identity_index = excluded.identity_index,
                               time_zone = excluded.time_zone,
                               updated_at = excluded.updated_at""")
                .bind("tenant", tenants.current())
                .bind("now", clock.instant())
                .bind("ids", rows.ids)
                .bind("kinds", rows.kinds)
                .bind("givenNames", rows.givenNames)
                .bind("familyNames", rows.familyNames)
                .bind("emails", rows.emails)
                .bind("emailIndexes", rows.emailIndexes)
                .bind("numbers", rows.numbers)
                .bind("numberIndexes", rows.numberIndexes)
                .bind("identityIndexes", rows.identityIndexes)
                .bind("zones", rows.zones)
                .execute());
    }

    /** Whether an identity says something new: the hash of the one already held, by person. */
    public Map<PersonId, BlindKey> identityIndexes(Collection<PersonId> people) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id, identity_index from person where tenant = :tenant and id = any(:people)")
                .bind("tenant", tenants.current())
                .bind("people", uuids(people))
                .map((row, context) ->
                        Map.entry(new PersonId(row.getObject(1, UUID.class)), new BlindKey(row.getBytes(2))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    public boolean isSame(Identity identity, @Nullable BlindKey held) {
        return index.ofIdentity(identity).equals(held);
    }

    /** The humans behind pseudonyms, in the clear; people who were erased are absent. */
    public Map<PersonId, Identity> read(Collection<PersonId> people) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, kind, given_name, family_name, email, employee_number, time_zone
                          from person
                         where tenant = :tenant and id = any(:people)""")
                .bind("tenant", tenants.current())
                .bind("people", uuids(people))
                .map((row, context) -> open(row))
                .collect(Collectors.toMap(Identity::person, identity -> identity)));
    }

    /** Takes the person out of the vault and deletes their key: what it encrypted anywhere is unreadable from now on. */
    int remove(PersonId person) {
        encryption.shred(person);
        return jdbi.withHandle(
                handle -> handle.createUpdate("delete from person where tenant = :tenant and id = :person")
                        .bind("tenant", tenants.current())
                        .bind("person", person)
                        .execute());
    }

    /** Whether the text names a region or offset the JDK knows. */
    public static boolean isZone(String text) {
        try {
            return text.equals(ZoneId.of(text).getId());
        } catch (DateTimeException e) {
            return false;
        }
    }

    private Identity open(ResultSet row) throws SQLException {
        var person = new PersonId(row.getObject("id", UUID.class));
        var number = row.getBytes("employee_number");
        return new Identity(
                person,
                PersonKind.valueOf(row.getString("kind")),
                encryption.decrypt(person, GIVEN_NAME, row.getBytes("given_name")),
                encryption.decrypt(person, FAMILY_NAME, row.getBytes("family_name")),
                encryption.decrypt(person, EMAIL, row.getBytes("email")),
                number == null ? null : encryption.decrypt(person, EMPLOYEE_NUMBER, number),
                row.getString("time_zone"));
    }

    private Map<BlindKey, PersonId> find(String column, Collection<BlindKey> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        return jdbi.withHandle(handle -> {
            var found = new HashMap<BlindKey, PersonId>();
            handle.createQuery("""
                            select <column>, id from person
                             where tenant = :tenant and <column> = any(:keys)
                             order by id
                               for key share""")
                    .define("column", column)
                    .bind("tenant", tenants.current())
                    .bind("keys", keys.stream().map(BlindKey::bytes).toArray(byte[][]::new))
                    .map((row, context) ->
                            Map.entry(new BlindKey(row.getBytes(1)), new PersonId(row.getObject(2, UUID.class))))
                    .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
            return found;
        });
    }

    private static UUID[] uuids(Collection<PersonId> people) {
        return people.stream().map(PersonId::value).toArray(UUID[]::new);
    }

    /** The columns of the statement. */
    private final class Rows {
        private final UUID[] ids;
        private final String[] kinds;
        private final byte[][] givenNames;
        private final byte[][] familyNames;
        private final byte[][] emails;
        private final byte[][] emailIndexes;
        private final byte[][] numbers;
        private final byte[][] numberIndexes;
        private final byte[][] identityIndexes;
        private final @Nullable String[] zones;

        Rows(List<Identity> people) {
            ids = people.stream().map(one -> one.person().value()).toArray(UUID[]::new);
            kinds = people.stream().map(one -> one.kind().name()).toArray(String[]::new);
            givenNames = sealed(people, one -> encryption.encrypt(one.person(), GIVEN_NAME, one.givenName()));
            familyNames = sealed(people, one -> encryption.encrypt(one.person(), FAMILY_NAME, one.familyName()));
            emails = sealed(people, one -> encryption.encrypt(one.person(), EMAIL, one.email()));
            emailIndexes = sealed(people, one -> index.ofEmail(one.email()).bytes());
            numbers = sealed(
                    people,
                    one -> one.employeeNumber() == null
                            ? null
                            : encryption.encrypt(one.person(), EMPLOYEE_NUMBER, one.employeeNumber()));
            numberIndexes = sealed(
                    people,
                    one -> one.employeeNumber() == null
                            ? null
                            : index.ofEmployeeNumber(one.employeeNumber()).bytes());
            identityIndexes = sealed(people, one -> index.ofIdentity(one).bytes());
            zones = people.stream().map(Identity::timeZone).toArray(String[]::new);
        }

        @SuppressWarnings("NullAway") // people without an employee number have null there
        private byte[][] sealed(List<Identity> people, Sealing sealing) {
            return people.stream().map(sealing::of).toArray(byte[][]::new);
        }
    }

    private interface Sealing {
        byte @Nullable [] of(Identity identity);
    }
}
