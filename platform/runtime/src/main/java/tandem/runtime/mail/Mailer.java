package tandem.runtime.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import tandem.events.PersonId;
import tandem.runtime.Ids;
import tandem.runtime.tenant.Tenants;

/**
 * Queues mail in the transaction that has a reason for it. The queue holds a pseudonym, a template and codes; the address is looked
 * up when the mail is sent, so a queue or its backup tells nobody's.
 */
@ApplicationScoped
public class Mailer {

    private static final int CODES_MAX = 20;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final ObjectMapper json;

    Mailer(Jdbi jdbi, Tenants tenants, ObjectMapper json) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.json = json;
    }

    /**
     * Queues one mail.
     *
     * @param codes what fills the template: ids, codes and links, never names
     */
    @Transactional(TxType.MANDATORY)
    public void queue(PersonId to, String template, Map<String, String> codes) {
        if (codes.size() > CODES_MAX) {
            throw new IllegalArgumentException(codes.size() + " codes, at most " + CODES_MAX);
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into tandem.mail (tenant, id, person, template, codes)
                        values (:tenant, :id, :person, :template, :codes::jsonb)
                        """)
                .bind("tenant", tenants.current())
                .bind("id", Ids.next())
                .bind("person", to)
                .bind("template", template)
                .bind("codes", text(codes))
                .execute());
    }

    private String text(Map<String, String> codes) {
        try {
            return json.writeValueAsString(codes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of strings is always JSON", e);
        }
    }
}
