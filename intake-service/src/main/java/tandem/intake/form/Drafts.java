package tandem.intake.form;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.runtime.crypto.FieldEncryption;
import tandem.runtime.tenant.Tenants;

/** One draft per leader and programme, as ciphertext under the leader's key. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Drafts {

    private static final String FIELD = "intake_draft.answers";

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final FieldEncryption encryption;

    Drafts(Jdbi jdbi, Tenants tenants, FieldEncryption encryption) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.encryption = encryption;
    }

    /** Locked until the transaction ends. */
    Optional<Draft> lock(ProgrammeId programme, PersonId person) {
        return find(" for update", programme, person);
    }

    Optional<Draft> find(ProgrammeId programme, PersonId person) {
        return find("", programme, person);
    }

    /** A first draft that someone else's first overtook is a conflict: the key refuses it. */
    void add(Draft draft) {
        write("""
                insert into intake_draft (tenant, programme, person, form_version, answers, revision, saved_at)
                values (:tenant, :programme, :person, :formVersion, :answers, :revision, :savedAt)""", draft);
    }

    void replace(Draft draft) {
        write("""
                update intake_draft
                   set form_version = :formVersion, answers = :answers, revision = :revision, saved_at = :savedAt
                 where tenant = :tenant and programme = :programme and person = :person""", draft);
    }

    int remove(ProgrammeId programme, PersonId person) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        delete from intake_draft
                         where tenant = :tenant and programme = :programme and person = :person""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("person", person)
                .execute());
    }

    int removeAll(PersonId person) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("delete from intake_draft where tenant = :tenant and person = :person")
                        .bind("tenant", tenants.current())
                        .bind("person", person)
                        .execute());
    }

    private Optional<Draft> find(String lock, ProgrammeId programme, PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select programme, form_version, answers, revision, saved_at from intake_draft
                         where tenant = :tenant and programme = :programme and person = :person""" + lock)
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("person", person)
                .map((row, context) -> new Draft(
                        new ProgrammeId(row.getObject("programme", UUID.class)),
                        person,
                        row.getInt("form_version"),
                        encryption.decrypt(person, FIELD, row.getBytes("answers")),
                        row.getLong("revision"),
                        row.getTimestamp("saved_at").toInstant()))
                .findOne());
    }

    private void write(String sql, Draft draft) {
        jdbi.useHandle(handle -> handle.createUpdate(sql)
                .bind("tenant", tenants.current())
                .bind("programme", draft.programme())
                .bind("person", draft.person())
                .bind("formVersion", draft.formVersion())
                .bind("answers", encryption.encrypt(draft.person(), FIELD, draft.answers()))
                .bind("revision", draft.revision())
                .bind("savedAt", draft.savedAt())
                .execute());
    }
}
