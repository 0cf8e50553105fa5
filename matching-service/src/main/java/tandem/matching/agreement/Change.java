package tandem.matching.agreement;

import java.time.Period;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementKind;
import tandem.matching.engagement.Terms;

/**
 * What is to be otherwise; null stays as it is.
 *
 * @param reason why, as a code
 */
public record Change(
        @Nullable EngagementKind kind,
        @Nullable Period term,
        @Nullable Boolean openEnded,
        @Nullable Integer cadenceDays,
        @Nullable Integer sessionMinutes,
        @Nullable Integer noticeDays,
        String reason) {

    Terms of(Terms present) {
        return new Terms(
                kind == null ? present.kind() : kind,
                term == null ? present.term() : term,
                openEnded == null ? present.openEnded() : openEnded,
                cadenceDays == null ? present.cadenceDays() : cadenceDays,
                sessionMinutes == null ? present.sessionMinutes() : sessionMinutes,
                noticeDays == null ? present.noticeDays() : noticeDays);
    }
}
