package tandem.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tandem.events.PersonId;
import tandem.runtime.actor.Roles;
import tandem.testing.AppDatabase;
import tandem.testing.RealParts;

/** Whoever can write to the vault but has no key moves ciphertext about: what was written for one person is read for no other. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(FakeKeycloak.class)
class SwappedCiphertextTest {

    private final Company acme = new Company();
    private PersonId ada = new PersonId(UUID.randomUUID());
    private PersonId ben = ada;

    @BeforeEach
    void enrol() {
        var programme = acme.opens();
        ada = acme.participant(programme, "E1");
        ben = acme.participant(programme, "E2");
    }

    @Test
    void readsNoNameThatWasWrittenForSomebodyElse() throws SQLException {
        assertThat(me()).contains("GivenE1");

        execute("""
                update person set given_name = o.given_name, family_name = o.family_name, email = o.email
                  from person o
                 where person.tenant = '%s' and person.id = '%s' and o.tenant = person.tenant and o.id = '%s'""".formatted(acme.tenant(), ada, ben));

        assertThat(me()).doesNotContain("GivenE2", "FamilyE2", "e2@example.com");
    }

    @Test
    void readsNoFieldThatWasWrittenForAnother() throws SQLException {
        execute("update person set given_name = email where tenant = '%s' and id = '%s'".formatted(acme.tenant(), ada));

        assertThat(me()).doesNotContain("e1@example.com");
    }

    @Test
    void readsNothingWithTheKeyOfSomebodyElse() throws SQLException {
        execute("""
                update person set given_name = o.given_name, family_name = o.family_name, email = o.email
                  from person o
                 where person.tenant = '%1$s' and person.id = '%2$s' and o.tenant = person.tenant and o.id = '%3$s';
                update tandem.person_key set wrapped_key = o.wrapped_key
                  from tandem.person_key o
                 where person_key.tenant = '%1$s' and person_key.person = '%2$s' and o.tenant = person_key.tenant
                   and o.person = '%3$s'""".formatted(acme.tenant(), ada, ben));

        assertThat(me()).doesNotContain("GivenE2", "FamilyE2", "e2@example.com");
    }

    private String me() {
        return acme.as(Roles.PARTICIPANT, ada).get("/v1/me").asString();
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = AppDatabase.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute(sql);
        }
    }
}
