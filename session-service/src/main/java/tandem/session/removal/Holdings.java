package tandem.session.removal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Map;
import java.util.TreeMap;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.session.consent.ConsentService;
import tandem.session.indicator.IndicatorService;

/** What features keep about people beside sessions and calendars, and let go of when it is no longer allowed; counted by kind. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Holdings {

    private final ConsentService consents;
    private final IndicatorService indicators;

    Holdings(ConsentService consents, IndicatorService indicators) {
        this.consents = consents;
        this.indicators = indicators;
    }

    /** The purpose, or one item of it, no longer holds. */
    Map<String, Integer> withdraw(ConsentWithdrawn withdrawn) {
        consents.withdraw(withdrawn);
        return withdrawn.purpose() == Purpose.IMPACT ? held(indicators.remove(withdrawn.person())) : Map.of();
    }

    /** The person is forgotten; asked while engagements still name it. */
    Map<String, Integer> erase(PersonId person) {
        consents.erase(person);
        return held(indicators.remove(person));
    }

    private static Map<String, Integer> held(Map<String, Integer> counts) {
        var held = new TreeMap<>(counts);
        held.values().removeIf(count -> count == 0);
        return held;
    }
}
