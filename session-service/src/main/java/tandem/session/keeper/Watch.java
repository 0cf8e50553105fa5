package tandem.session.keeper;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.session.rule.Snooze;

/**
 * How far the keeper has gone in one silence of an engagement.
 *
 * @param since when the pair last met; another instant is another silence, in which nothing has been told
 * @param told steps taken
 * @param snoozes how often somebody asked for time
 */
record Watch(
        EngagementId engagement,
        Instant since,
        int told,
        @Nullable Instant toldAt,
        @Nullable Instant snoozedUntil,
        Snooze.@Nullable Reason snoozeReason,
        int snoozes) {

    static Watch begin(EngagementId engagement, Instant since) {
        return new Watch(engagement, since, 0, null, null, null, 0);
    }

    Watch step(Instant now) {
        return new Watch(engagement, since, told + 1, now, snoozedUntil, snoozeReason, snoozes);
    }

    Watch snooze(Instant until, Snooze.Reason reason) {
        return new Watch(engagement, since, told, toldAt, until, reason, snoozes + 1);
    }
}
