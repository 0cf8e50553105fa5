package tandem.intake.form;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.intake.removal.HeldData;

/** Nobody goes on with a draft after leaving the programme. */
@ApplicationScoped
class DraftData implements HeldData {

    private final Drafts drafts;

    DraftData(Drafts drafts) {
        this.drafts = drafts;
    }

    @Override
    public Map<String, Integer> removeFor(PersonId person, Purpose purpose) {
        return purpose == Purpose.PROGRAMME ? forget(person) : Map.of();
    }

    @Override
    public Map<String, Integer> forget(PersonId person) {
        return Map.of("intakeDrafts", drafts.removeAll(person));
    }
}
