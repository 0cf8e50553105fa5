package tandem.simulator.play;

import java.util.List;
import java.util.Objects;
import tandem.simulator.client.Desk.Proposal;
import tandem.simulator.client.StepFailed;
import tandem.simulator.world.Leader;

/**
 * Two leaders of one level who want to learn from each other (R21). No ranking finds them: the second lead chooses both, somebody else
 * approves, both sign, and neither gives up a seat or the own coach or mentor.
 */
final class Peers {
    private static final String REASON = "ASKED_FOR";

    private final Company company;
    private final Pairing pairing;

    Peers(Company company, Pairing pairing) {
        this.company = company;
        this.pairing = pairing;
    }

    /** Pairs the first two of one level who report to different managers. */
    List<Proposal> pair(List<Leader> leaders) {
        for (var one : leaders) {
            for (var other : leaders) {
                if (mayBePeers(one, other)) {
                    var pair = company.cast()
                            .secondLead()
                            .arrangePeers(
                                    company.programme(),
                                    company.human(one).person(),
                                    company.human(other).person(),
                                    REASON);
                    pairing.decide(pair);
                    company.tallies().add(Count.PEERS);
                    return List.of(pair);
                }
            }
        }
        throw new StepFailed("No two leaders may be peers");
    }

    private static boolean mayBePeers(Leader one, Leader other) {
        return !one.equals(other)
                && one.employee().level() == other.employee().level()
                && !Objects.equals(
                        one.employee().managerNumber(), other.employee().managerNumber());
    }
}
