package tandem.intake.form;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import tandem.events.ProgrammeId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** Every version of every form; only ever added to. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Forms {

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final Form shipped = FormText.shipped();

    Forms(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** The newest form of the programme, which is the shipped one until it publishes its own. */
    Form inForce(ProgrammeId programme) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select form_version, content from form
                         where tenant = :tenant and programme = :programme
                         order by form_version desc
                         limit 1""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .map((row, context) -> FormText.read(row.getInt(1), row.getString(2)))
                .findOne()
                .orElse(shipped));
    }

    /** The number the next version gets. The programme stays locked, so that two at once do not get the same. */
    int next(ProgrammeId programme) {
        return jdbi.withHandle(handle -> {
            var locked = handle.createQuery(
                            "select true from programme where tenant = :tenant and id = :programme for update")
                    .bind("tenant", tenants.current())
                    .bind("programme", programme)
                    .mapTo(boolean.class)
                    .findOne();
            if (locked.isEmpty()) {
                throw new Refused(CommonProblems.NOT_FOUND, "There is no programme " + programme);
            }
            return handle.createQuery("""
                            select coalesce(max(form_version), :shipped) + 1 from form
                             where tenant = :tenant and programme = :programme""")
                    .bind("tenant", tenants.current())
                    .bind("programme", programme)
                    .bind("shipped", FormText.SHIPPED_VERSION)
                    .mapTo(int.class)
                    .one();
        });
    }

    void add(ProgrammeId programme, int version, String text, String by, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into form (tenant, programme, form_version, content, content_hash, published_at, published_by)
                        values (:tenant, :programme, :version, :content, :hash, :at, :by)""")
                .bind("tenant", tenants.current())
                .bind("programme", programme)
                .bind("version", version)
                .bind("content", text)
                .bind("hash", FormText.hash(text))
                .bind("at", at)
                .bind("by", by)
                .execute());
    }
}
