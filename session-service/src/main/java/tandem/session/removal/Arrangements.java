package tandem.session.removal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Map;
import java.util.UUID;
import tandem.events.PersonId;
import tandem.session.checkin.ReportingService;
import tandem.session.delegation.DelegationService;
import tandem.session.escalation.EscalationService;
import tandem.session.keeper.KeeperService;
import tandem.session.leave.LeaveService;
import tandem.session.network.NetworkService;

/** What somebody has a part in beside sessions: prompts, escalations, delegates, seats, a reporting line. It ends with the person. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Arrangements {

    private final KeeperService keeper;
    private final EscalationService escalations;
    private final DelegationService delegations;
    private final NetworkService network;
    private final ReportingService reporting;
    private final LeaveService leaves;

    Arrangements(
            KeeperService keeper,
            EscalationService escalations,
            DelegationService delegations,
            NetworkService network,
            ReportingService reporting,
            LeaveService leaves) {
        this.keeper = keeper;
        this.escalations = escalations;
        this.delegations = delegations;
        this.network = network;
        this.reporting = reporting;
        this.leaves = leaves;
    }

    /** The person takes part no longer: to whom it reported and when it was away is nobody's business any more; answers how much that was. */
    Map<String, Integer> leave(PersonId person, long version) {
        return Map.of("reportingLines", reporting.withdraw(person, version), "leaves", leaves.erase(person));
    }

    /** The person is forgotten; a stand-in takes the place where somebody has to stand. */
    Map<String, Integer> erase(PersonId person, UUID erasedAs) {
        return Map.of(
                "prompts", keeper.erase(person),
                "escalations", escalations.erase(person, erasedAs),
                "delegations", delegations.erase(person),
                "network", network.erase(person, erasedAs),
                "reportingLines", reporting.erase(person),
                "leaves", leaves.erase(person));
    }
}
