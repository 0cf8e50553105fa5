package tandem.intake.group;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.intake.removal.HeldData;

/** What was declared goes with the consent to FAIRNESS, and when the person leaves the programme. */
@ApplicationScoped
class GroupData implements HeldData {

    private final Groups groups;

    GroupData(Groups groups) {
        this.groups = groups;
    }

    @Override
    public Map<String, Integer> removeFor(PersonId person, Purpose purpose) {
        return purpose == Purpose.FAIRNESS || purpose == Purpose.PROGRAMME ? forget(person) : Map.of();
    }

    @Override
    public Map<String, Integer> forget(PersonId person) {
        return Map.of("groupDeclarations", groups.remove(person));
    }
}
