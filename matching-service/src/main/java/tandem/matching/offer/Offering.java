package tandem.matching.offer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import tandem.matching.capacity.SeatQueue;
import tandem.matching.capacity.SeatQueue.Offer;
import tandem.matching.match.MatchService;
import tandem.matching.match.RankingService;
import tandem.matching.offer.Queues.Queue;
import tandem.matching.run.Leaders;
import tandem.matching.run.RunService;
import tandem.matching.waitlist.Waitlist;
import tandem.runtime.Ids;

/**
 * One step of offering each, in a transaction of its own: what a queue comes to is read without a lock, every offer is made under the
 * locks of leader and provider, and made again only if it still holds then.
 */
@ApplicationScoped
class Offering {

    private final Waitlist waitlist;
    private final Queues queues;
    private final Leaders leaders;
    private final RankingService rankings;
    private final MatchService matches;
    private final RunService runs;

    Offering(
            Waitlist waitlist,
            Queues queues,
            Leaders leaders,
            RankingService rankings,
            MatchService matches,
            RunService runs) {
        this.waitlist = waitlist;
        this.queues = queues;
        this.leaders = leaders;
        this.rankings = rankings;
        this.matches = matches;
        this.runs = runs;
    }

    /** A queue, and who in it is to be offered which seat. */
    record Planned(Queue line, List<Offer> offers) {}

    @Transactional
    List<Waitlist.Line> all() {
        return waitlist.lines();
    }

    /** While onboarding is stopped nobody is offered anything (R129). */
    @Transactional
    Planned plan(Waitlist.Line queue) {
        var line = queues.of(queue);
        return line.programme().stopped() != null
                ? new Planned(line, List.of())
                : new Planned(line, SeatQueue.offers(line.open(), line.seats()));
    }

    /** Makes an offer, unless something has come between; answers whether it was made. */
    @Transactional
    boolean make(Queue line, Offer offer) {
        var programme = line.programme();
        var decision = leaders.lock(programme, offer.leader());
        var profile = leaders.profile(offer.leader());
        var isWaiting = waitlist.contains(programme.id(), offer.leader(), line.track());
        if (decision == null || profile == null || !isWaiting) {
            return false;
        }
        var run = Ids.next();
        var proposal = rankings.placed(line.pool(), programme, run, profile, line.track(), offer.provider(), null);
        if (proposal.isEmpty() || !matches.offer(proposal.get())) {
            return false;
        }
        runs.offered(run, programme, line.track(), offer.leader());
        return true;
    }
}
