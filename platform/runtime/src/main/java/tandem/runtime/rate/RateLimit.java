package tandem.runtime.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Problem;
import tandem.runtime.problem.Refused;

/**
 * Keeps those who need no token to what is bearable: each key to its own allowance, and all of them together to another, so that nobody
 * gains by making up keys. A key that is not heard of for long enough to have all of its allowance again is forgotten; so many are kept
 * and no more. Counted by each replica for itself.
 */
public final class RateLimit {
    private static final int KEYS_MAX = 10_000;
    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private final Allowance each;
    private final TimeMeter meter;
    private final Bucket all;
    private final Cache<String, Bucket> keys;

    public RateLimit(Allowance each, Allowance all, Clock clock) {
        this.each = each;
        this.meter = new Meter(clock);
        this.all = bucket(all);
        this.keys = Caffeine.newBuilder()
                .maximumSize(KEYS_MAX)
                .expireAfterAccess(each.pause())
                .build();
    }

    /**
     * Once for the key.
     *
     * @throws Refused when that is too often; the problem says after how many seconds it may be tried again
     */
    public void take(String key) {
        take(keys.get(key, any -> bucket(each)));
        take(all);
    }

    private static void take(Bucket bucket) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            var seconds = Math.ceilDiv(probe.getNanosToWaitForRefill(), NANOS);
            throw new Refused(
                    CommonProblems.TOO_MANY_REQUESTS,
                    "Try again in " + seconds + " seconds",
                    Map.of(Problem.RETRY_AFTER, seconds));
        }
    }

    private Bucket bucket(Allowance allowance) {
        return Bucket.builder()
                .withCustomTimePrecision(meter)
                .addLimit(limit -> limit.capacity(allowance.burst()).refillGreedy(1, allowance.every()))
                .build();
    }

    /** The clock as buckets read it. */
    private record Meter(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return Duration.ofMillis(clock.millis()).toNanos();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
