package tandem.session.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tandem.events.EvidenceTier;

/**
 * Decides when a session past its end is settled. Strong evidence settles it at once; weaker evidence waits a while for the other
 * side. A session held gains evidence later, never loses it; one that was missed stays missed.
 */
public final class Settlement {

    private Settlement() {}

    /** Where a session stands. */
    public enum State {
        OPEN,
        HELD,
        MISSED
    }

    /** The verdict to be told now, or empty when there is nothing new to tell. */
    public static Optional<Attendance.Verdict> of(
            State state, EvidenceTier told, Attendance attendance, EvidenceTier minimum, Waiting waiting) {
        if (state == State.MISSED || waiting.now().isBefore(waiting.endsAt())) {
            return Optional.empty();
        }
        return attendance.verdict(minimum).filter(verdict -> switch (state) {
            case OPEN -> verdict.evidence().compareTo(EvidenceTier.BOTH_SIDES) >= 0 || waiting.isOver();
            case HELD -> verdict.held() && verdict.evidence().compareTo(told) > 0;
            case MISSED -> false;
        });
    }

    /** How long a session past its end waits for better evidence. */
    public record Waiting(Instant endsAt, Duration grace, Instant now) {
        boolean isOver() {
            return !now.isBefore(endsAt.plus(grace));
        }
    }
}
