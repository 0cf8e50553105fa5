package tandem.session.keeper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.runtime.tenant.Tenants;
import tandem.session.rule.Stall;

/** The prompts of a tenant; never two for one step of one silence. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Prompts {

    private static final TypeReference<List<Stall.Reason>> REASONS = new TypeReference<>() {};

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final ObjectMapper json;

    Prompts(Jdbi jdbi, Tenants tenants, ObjectMapper json) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.json = json;
    }

    /** Answers false, and keeps what is there, when the side was asked before. */
    boolean add(Prompt prompt) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into prompts (tenant, id, engagement, since, step, party, person, told_at, mailed, reasons)
                        values (:tenant, :id, :engagement, :since, :step, :party, :person, :toldAt, :mailed, :reasons::jsonb)
                            on conflict (tenant, engagement, since, step, party) do nothing
                        """)
                        .bind("tenant", tenants.current())
                        .bind("id", prompt.id())
                        .bind("engagement", prompt.engagement())
                        .bind("since", prompt.since())
                        .bind("step", prompt.step().name())
                        .bind("party", prompt.party().name())
                        .bind("person", prompt.person())
                        .bind("toldAt", prompt.toldAt())
                        .bind("mailed", prompt.mailed())
                        .bind("reasons", text(prompt.reasons()))
                        .execute())
                > 0;
    }

    /** Nobody can be asked any more; answers how many prompts there were. */
    int remove(PersonId person) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("delete from prompts where tenant = :tenant and person = :person")
                        .bind("tenant", tenants.current())
                        .bind("person", person)
                        .execute());
    }

    static List<Stall.Reason> reasons(ObjectMapper json, String text) {
        try {
            return json.readValue(text, REASONS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The reasons of a prompt are not ours", e);
        }
    }

    private String text(List<Stall.Reason> reasons) {
        try {
            return json.writeValueAsString(reasons);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Codes and numbers are always JSON", e);
        }
    }
}
