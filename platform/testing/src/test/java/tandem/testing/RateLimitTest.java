package tandem.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.rate.Allowance;
import tandem.runtime.rate.RateLimit;

class RateLimitTest {
    private static final Allowance THREE_THEN_ONE_IN_TEN_SECONDS = new Allowance(3, Duration.ofSeconds(10));
    private static final Allowance FIVE = new Allowance(5, Duration.ofHours(1));

    private final Hands clock = new Hands();

    @Test
    void letsABurstThroughAndThenOneAtATime() {
        var limit = new RateLimit(THREE_THEN_ONE_IN_TEN_SECONDS, new Allowance(100, Duration.ofMillis(1)), clock);
        for (var number = 0; number < 3; number++) {
            limit.take("lea");
        }

        clock.now = clock.now.plusSeconds(4);
        assertThatThrownBy(() -> limit.take("lea")).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.type()).isEqualTo(CommonProblems.TOO_MANY_REQUESTS);
            assertThat(refused.context()).containsEntry("retryAfter", 6L);
        });
        assertThatCode(() -> limit.take("carl")).doesNotThrowAnyException();

        clock.now = clock.now.plusSeconds(6);
        assertThatCode(() -> limit.take("lea")).doesNotThrowAnyException();
        assertThatThrownBy(() -> limit.take("lea")).isInstanceOf(Refused.class);
    }

    @Test
    void gainsNobodyAnythingToMakeUpKeys() {
        var limit = new RateLimit(THREE_THEN_ONE_IN_TEN_SECONDS, FIVE, clock);
        for (var number = 0; number < 5; number++) {
            limit.take("made up " + number);
        }

        assertThatThrownBy(() -> limit.take("another")).isInstanceOf(Refused.class);
    }

    /** A clock that is set by hand. */
    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2030-01-01T09:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
