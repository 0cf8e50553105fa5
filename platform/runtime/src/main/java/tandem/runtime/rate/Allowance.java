package tandem.runtime.rate;

import java.time.Duration;

/**
 * How often something may be done.
 *
 * @param burst how often at once, after a pause
 * @param every after which time once more
 */
public record Allowance(int burst, Duration every) {

    /** After which pause all of it is there again. */
    Duration pause() {
        return every.multipliedBy(burst);
    }
}
