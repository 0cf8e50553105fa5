package tandem.intake.removal;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.runtime.mail.Mailer;

/** Mail goes to people, not for purposes: it goes with the person. */
@ApplicationScoped
class MailData implements HeldData {

    private final Mailer mailer;

    MailData(Mailer mailer) {
        this.mailer = mailer;
    }

    @Override
    public Map<String, Integer> removeFor(PersonId person, Purpose purpose) {
        return Map.of();
    }

    @Override
    public Map<String, Integer> forget(PersonId person) {
        return Map.of("mails", mailer.forget(person));
    }
}
