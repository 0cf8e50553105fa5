package tandem.session.checkin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Map;
import tandem.events.Purpose;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;
import tandem.runtime.outbox.Outbox;
import tandem.session.consent.Consents;

/** Tells other services what was answered about a leader: under IMPACT of that leader, and not at all without it (R114). */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class TellingService {

    private final Consents consents;
    private final Outbox outbox;

    TellingService(Consents consents, Outbox outbox) {
        this.consents = consents;
        this.outbox = outbox;
    }

    void tell(CheckIn checkIn, Respondent role, List<Map<String, Integer>> answers) {
        if (!answers.isEmpty() && consents.allows(checkIn.leader(), Purpose.IMPACT)) {
            answers.forEach(one -> outbox.append(checkIn.answered(role, one)));
        }
    }
}
