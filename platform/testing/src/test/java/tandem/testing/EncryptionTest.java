package tandem.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tandem.events.PersonId;
import tandem.runtime.crypto.BlindIndex;
import tandem.runtime.crypto.FieldEncryption;
import tandem.runtime.failure.Work;
import tandem.runtime.tenant.Tenants;

/** What a person wrote is readable where it belongs, and nowhere once the person's key is gone. */
@QuarkusTest
@WithTestResource(RealParts.class)
class EncryptionTest {

    private static final String GOAL = "Delegate more, \u00e9v\u00e9nement \ud83d\ude80";

    @Inject
    FieldEncryption encryption;

    @Inject
    BlindIndex index;

    @Inject
    Tenants tenants;

    @Inject
    Work work;

    @Test
    void readsWhatItWrote() {
        var ada = person();
        var sealed = seal(ada, "goal");

        assertThat(open(ada, "goal", sealed)).isEqualTo(GOAL);
        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("Delegate");
    }

    @Test
    void writesTheSameTextDifferentlyEachTime() {
        var ada = person();

        assertThat(seal(ada, "goal")).isNotEqualTo(seal(ada, "goal"));
    }

    @Test
    void refusesACiphertextOfAnotherPerson() {
        var ada = person();
        var ben = person();
        var sealed = seal(ada, "goal");
        seal(ben, "goal");

        assertThatThrownBy(() -> open(ben, "goal", sealed)).hasMessageContaining("does not belong");
    }

    @Test
    void refusesACiphertextOfAnotherField() {
        var ada = person();
        var sealed = seal(ada, "goal");

        assertThatThrownBy(() -> open(ada, "note", sealed)).hasMessageContaining("does not belong");
    }

    @Test
    void refusesACiphertextThatWasAltered() {
        var ada = person();
        var sealed = seal(ada, "goal");
        sealed[sealed.length - 1] ^= 1;

        assertThatThrownBy(() -> open(ada, "goal", sealed)).hasMessageContaining("does not belong");
    }

    @Test
    void refusesAKeyMovedToAnotherPerson() throws SQLException {
        var ada = person();
        var eve = person();
        var sealed = seal(ada, "goal");
        try (var connection = AppDatabase.connect();
                var move = connection.prepareStatement("update tandem.person_key set person = ? where person = ?")) {
            move.setObject(1, eve.value());
            move.setObject(2, ada.value());
            move.execute();
        }

        assertThatThrownBy(() -> open(eve, "goal", sealed)).hasMessageContaining("cannot be opened");
    }

    @Test
    void readsNothingAfterTheKeyIsShredded() {
        var ada = person();
        var sealed = seal(ada, "goal");

        as("acme", () -> {
            encryption.shred(ada);
            return true;
        });

        assertThat(as("acme", () -> encryption.find(ada, "goal", sealed))).isEmpty();
        assertThatThrownBy(() -> open(ada, "goal", sealed)).hasMessageContaining("is gone");
    }

    @Test
    void readsNothingShreddedEvenWhenTheKeyIsMadeAnew() {
        var ada = person();
        var sealed = seal(ada, "goal");
        as("acme", () -> {
            encryption.shred(ada);
            return true;
        });
        seal(ada, "goal");

        assertThatThrownBy(() -> open(ada, "goal", sealed)).hasMessageContaining("does not belong");
    }

    @Test
    void makesTheKeysOfManyAtOnce() {
        List<PersonId> many = Stream.generate(EncryptionTest::person).limit(500).toList();

        var sealed = as("acme", () -> {
            encryption.prepare(many);
            var all = new HashMap<PersonId, byte[]>();
            many.forEach(person -> all.put(person, encryption.encrypt(person, "goal", GOAL)));
            return all;
        });

        assertThat(sealed)
                .allSatisfy((person, bytes) ->
                        assertThat(open(person, "goal", bytes)).isEqualTo(GOAL));
    }

    @Test
    void worksInATransactionOnly() {
        assertThatThrownBy(() -> tenants.callAs("acme", () -> encryption.encrypt(person(), "goal", GOAL)))
                .hasStackTraceContaining("TransactionRequired");
    }

    @Test
    void indexesAValueWhateverItsSpelling() {
        byte[] plain = as("acme", () -> index.of("email", "ada@example.org"));
        byte[] spelt = as("acme", () -> index.of("email", "  ADA@Example.org "));

        assertThat(plain).hasSize(32).isEqualTo(spelt);
    }

    @Test
    void indexesKindsAndTenantsApart() {
        byte[] email = as("acme", () -> index.of("email", "ada"));
        byte[] name = as("acme", () -> index.of("user-name", "ada"));
        byte[] elsewhere = as("globex", () -> index.of("email", "ada"));

        assertThat(email).isNotEqualTo(name).isNotEqualTo(elsewhere);
    }

    private byte[] seal(PersonId person, String field) {
        return as("acme", () -> encryption.encrypt(person, field, GOAL));
    }

    private String open(PersonId person, String field, byte[] sealed) {
        return as("acme", () -> encryption.decrypt(person, field, sealed));
    }

    private <R> R as(String tenant, Callable<R> work) {
        return this.work.inTransaction(tenant, work);
    }

    private static PersonId person() {
        return new PersonId(UUID.randomUUID());
    }
}
