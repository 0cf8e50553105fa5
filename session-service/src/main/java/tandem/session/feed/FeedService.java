package tandem.session.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import tandem.events.PersonId;
import tandem.runtime.failure.Work;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.rate.Allowance;
import tandem.runtime.rate.RateLimit;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.MachineTime;

/** Gives a person the address of a calendar of their own sessions, and takes it back. */
@ApplicationScoped
public class FeedService {

    /** An address is asked for now and then by each calendar program that shows it; all of them together are kept to what is bearable. */
    private static final Allowance EACH = new Allowance(20, Duration.ofSeconds(3));

    private static final Allowance ALL = new Allowance(1_000, Duration.ofMillis(5));

    private final Feeds feeds;
    private final FeedQueries queries;
    private final Tenants tenants;
    private final Work work;
    private final RateLimit rate;

    FeedService(Feeds feeds, FeedQueries queries, Tenants tenants, Work work, @MachineTime Clock clock) {
        this.feeds = feeds;
        this.queries = queries;
        this.tenants = tenants;
        this.work = work;
        this.rate = new RateLimit(EACH, ALL, clock);
    }

    /** A new token; an older one stops working. It is not kept and cannot be asked for again. */
    @Transactional
    String draw(PersonId person) {
        var token = FeedToken.draw(tenants.current());
        feeds.put(person, token);
        return token.text();
    }

    /** The calendar behind the token. A token that never was and one that was taken back are answered alike. */
    String read(String text) {
        var token = FeedToken.parse(text).orElseThrow(FeedService::unknown);
        rate.take(HexFormat.of().formatHex(token.sha256()));
        return work.inTransaction(
                token.tenant(), () -> queries.calendar(feeds.find(token).orElseThrow(FeedService::unknown)));
    }

    @Transactional
    void revoke(PersonId person) {
        feeds.remove(person);
    }

    /** Answers how many feeds went with the person. */
    @Transactional(TxType.MANDATORY)
    public int erase(PersonId person) {
        return feeds.remove(person);
    }

    private static Refused unknown() {
        return new Refused(CommonProblems.NOT_FOUND, "There is no such calendar");
    }
}
