package tandem.matching.offer;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jboss.logging.Logger;
import tandem.matching.match.MatchService;
import tandem.runtime.problem.Refused;

/**
 * Offers every free seat to the first who waits and can take it, and lets offers run out. It looks at what is, not at what happened:
 * a seat is found free whatever freed it, after a crash as well, and looking again changes nothing.
 */
@ApplicationScoped
public class OfferService {

    private static final Logger LOG = Logger.getLogger(OfferService.class);
    private static final int EXPIRED_AT_ONCE = 100;

    private final Offering offering;
    private final MatchService matches;

    OfferService(Offering offering, MatchService matches) {
        this.offering = offering;
        this.matches = matches;
    }

    /** Makes the offers that can be made in the queues of the current tenant; answers how many. */
    public int offerAll() {
        int made = 0;
        for (var queue : offering.all()) {
            try {
                var planned = offering.plan(queue);
                for (var offer : planned.offers()) {
                    made += offering.make(planned.line(), offer) ? 1 : 0;
                }
            } catch (Refused refused) {
                // a programme whose policy is not known yet; the other queues go on
                LOG.debugf(
                        "Nobody of %s is offered a seat: %s",
                        queue, refused.type().slug());
            }
        }
        return made;
    }

    /** Lets offers of the current tenant run out, each in a transaction of its own; answers whether there may be more. */
    public boolean expire(Instant now) {
        var overdue = matches.overdue(now, EXPIRED_AT_ONCE);
        overdue.forEach(match -> matches.expire(match, now));
        return overdue.size() == EXPIRED_AT_ONCE;
    }
}
