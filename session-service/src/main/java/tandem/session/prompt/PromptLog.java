package tandem.session.prompt;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.runtime.Ids;
import tandem.runtime.tenant.Tenants;
import tandem.session.rule.FatigueCap;

/** When people of a tenant were prompted; what no cap can reach any more is forgotten. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class PromptLog {

    private final Jdbi jdbi;
    private final Tenants tenants;

    PromptLog(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** Lets nobody else of the tenant prompt anybody until the transaction ends: one lock, so that no two wait for each other. */
    void lock() {
        jdbi.useHandle(handle -> handle.createQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .bind("key", "prompt|" + tenants.current())
                .mapTo(Integer.class)
                .one());
    }

    List<Instant> of(PersonId person) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select prompted_at from prompt_log where tenant = :tenant and person = :person
                         order by prompted_at desc limit :most
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("most", FatigueCap.PROMPTS_MAX)
                .map((row, context) ->
                        row.getObject("prompted_at", OffsetDateTime.class).toInstant())
                .list());
    }

    void add(PersonId person, PromptKind kind, Instant at) {
        jdbi.useHandle(handle -> {
            handle.createUpdate(
                            "delete from prompt_log where tenant = :tenant and person = :person and prompted_at < :before")
                    .bind("tenant", tenants.current())
                    .bind("person", person)
                    .bind(
                            "before",
                            at.minus(Duration.ofDays(FatigueCap.WINDOW_DAYS_MAX))
                                    .atOffset(ZoneOffset.UTC))
                    .execute();
            handle.createUpdate("""
                            insert into prompt_log (tenant, id, person, kind, prompted_at)
                            values (:tenant, :id, :person, :kind, :at)
                            """)
                    .bind("tenant", tenants.current())
                    .bind("id", Ids.next())
                    .bind("person", person)
                    .bind("kind", kind.name())
                    .bind("at", at.atOffset(ZoneOffset.UTC))
                    .execute();
        });
    }

    int erase(PersonId person) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("delete from prompt_log where tenant = :tenant and person = :person")
                        .bind("tenant", tenants.current())
                        .bind("person", person)
                        .execute());
    }
}
