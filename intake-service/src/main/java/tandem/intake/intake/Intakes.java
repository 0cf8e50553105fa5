package tandem.intake.intake;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.IntakeId;
import tandem.events.PersonId;
import tandem.events.input.HrInput.Goal;
import tandem.runtime.crypto.FieldEncryption;
import tandem.runtime.tenant.Tenants;

/** Intakes and the goals in them; goal texts are ciphertext under the leader's key. */
@ApplicationScoped
class Intakes implements PanacheRepositoryBase<Intake, UUID> {

    private static final String WORDS = "goal.words";

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final FieldEncryption encryption;

    Intakes(Jdbi jdbi, Tenants tenants, FieldEncryption encryption) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.encryption = encryption;
    }

    /** The intake that counts: the last one. */
    Optional<Intake> latestOf(PersonId person) {
        return find("person = ?1 order by id desc", person.value()).firstResultOptional();
    }

    void addGoals(IntakeId intake, PersonId person, List<Goal> goals) {
        jdbi.useHandle(handle -> {
            var batch = handle.prepareBatch("""
                    insert into goal (tenant, intake, ordinal, person, codes, words)
                    values (:tenant, :intake, :ordinal, :person, :codes, :words)""");
            for (int ordinal = 0; ordinal < goals.size(); ordinal++) {
                batch.bind("tenant", tenants.current())
                        .bind("intake", intake)
                        .bind("ordinal", ordinal)
                        .bind("person", person)
                        .bind("codes", goals.get(ordinal).codes().toArray(String[]::new))
                        .bind("words", sealed(person, goals.get(ordinal).text()))
                        .add();
            }
            batch.execute();
        });
    }

    private byte @Nullable [] sealed(PersonId person, @Nullable String words) {
        return words == null || words.isBlank() ? null : encryption.encrypt(person, WORDS, words);
    }
}
