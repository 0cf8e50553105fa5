package tandem.runtime.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

    /** The code of a mail that names the person it is about by the pseudonym; the name is put in its place when it is sent. */
    public static final String ABOUT = "aboutPerson";

    private static final int CODES_MAX = 20;

    private final Jdbi jdbi;
    private final Tenants tenants;
    private final ObjectMapper json;
    private final MailTexts texts;

    Mailer(Jdbi jdbi, Tenants tenants, ObjectMapper json, MailTexts texts) {
        this.jdbi = jdbi;
        this.tenants = tenants;
        this.json = json;
        this.texts = texts;
    }

    /**
     * Queues one mail.
     *
     * @param template one with a text: {@code mail/<template>.txt} among the resources of the service
     * @param codes what fills the template: ids, codes and links, never names
     */
    @Transactional(TxType.MANDATORY)
    public void queue(PersonId to, String template, Map<String, String> codes) {
        if (codes.size() > CODES_MAX) {
            throw new IllegalArgumentException(codes.size() + " codes, at most " + CODES_MAX);
        }
        requireText(template, codes.keySet());
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

    /** Removes what was queued for the person or about it, or was sent and is still remembered; answers how much. */
    @Transactional(TxType.MANDATORY)
    public int forget(PersonId person) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        delete from tandem.mail
                         where tenant = :tenant and (person = :person or codes ->> :about = :pseudonym)
                        """)
                .bind("tenant", tenants.current())
                .bind("person", person)
                .bind("about", ABOUT)
                .bind("pseudonym", person.toString())
                .execute());
    }

    /** A mail nobody could write is a mistake that shows where it is queued, not where it is sent. */
    private void requireText(String template, Set<String> codes) {
        var text = texts.find(template)
                .orElseThrow(() -> new IllegalArgumentException("No text: mail/" + template + ".txt"));
        var missing = new TreeSet<>(text.blanks());
        missing.removeAll(codes);
        missing.removeAll(MailText.OF_THE_PLATFORM);
        if (text.blanks().contains("about") && !codes.contains(ABOUT)) {
            missing.add(ABOUT);
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("mail/" + template + ".txt asks for " + missing + " too");
        }
    }

    private String text(Map<String, String> codes) {
        try {
            return json.writeValueAsString(codes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of strings is always JSON", e);
        }
    }
}
