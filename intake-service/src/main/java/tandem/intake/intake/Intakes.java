package tandem.intake.intake;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.events.IntakeId;
import tandem.events.PersonId;
import tandem.intake.intake.Submission.Goal;
import tandem.runtime.crypto.FieldEncryption;
import tandem.runtime.tenant.Tenants;

/** Intakes and the goals in them; goal texts are ciphertext under the leader's key. */
@ApplicationScoped
class Intakes implements PanacheRepositoryBase<Intake, UUID> {

    static final String WORDS = "goal.words";
    static final String OUTCOME = "goal.outcome";
    private static final String ANSWERS = "intake.answers";

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

    /** The person's intake, locked until the transaction ends. */
    Optional<Intake> lock(IntakeId intake, PersonId person) {
        return find("id = ?1 and person = ?2", intake.value(), person.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** All answers of a form, for their author alone. */
    byte @Nullable [] sealedAnswers(PersonId person, @Nullable String answers) {
        return sealed(person, ANSWERS, answers);
    }

    /** The codes of each goal, in the order of the goals. */
    List<List<String>> codes(IntakeId intake) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select codes from goal where tenant = :tenant and intake = :intake order by ordinal")
                .bind("tenant", tenants.current())
                .bind("intake", intake)
                .map((row, context) -> List.of((String[]) row.getArray(1).getArray()))
                .list());
    }

    void correct(IntakeId intake, List<List<String>> codes) {
        jdbi.useHandle(handle -> {
            var batch = handle.prepareBatch("""
                    update goal set codes = :codes
                     where tenant = :tenant and intake = :intake and ordinal = :ordinal""");
            for (int ordinal = 0; ordinal < codes.size(); ordinal++) {
                batch.bind("tenant", tenants.current())
                        .bind("intake", intake)
                        .bind("ordinal", ordinal)
                        .bind("codes", codes.get(ordinal).toArray(String[]::new))
                        .add();
            }
            batch.execute();
        });
    }

    void addGoals(IntakeId intake, PersonId person, List<Goal> goals) {
        jdbi.useHandle(handle -> {
            var batch = handle.prepareBatch("""
                    insert into goal (tenant, intake, ordinal, person, codes, words, outcome)
                    values (:tenant, :intake, :ordinal, :person, :codes, :words, :outcome)""");
            for (int ordinal = 0; ordinal < goals.size(); ordinal++) {
                batch.bind("tenant", tenants.current())
                        .bind("intake", intake)
                        .bind("ordinal", ordinal)
                        .bind("person", person)
                        .bind("codes", goals.get(ordinal).codes().toArray(String[]::new))
                        .bind("words", sealed(person, WORDS, goals.get(ordinal).text()))
                        .bind(
                                "outcome",
                                sealed(person, OUTCOME, goals.get(ordinal).outcome()))
                        .add();
            }
            batch.execute();
        });
    }

    private byte @Nullable [] sealed(PersonId person, String field, @Nullable String words) {
        return words == null || words.isBlank() ? null : encryption.encrypt(person, field, words);
    }
}
