package tandem.analytics.projection;

import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import tandem.events.CheckInKind;
import tandem.events.EngagementId;
import tandem.events.Envelope;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;
import tandem.events.SessionEvent.CheckInClosed;

/**
 * A check-in that closed: of those asked in one role, how many answered. What they answered is no part of it.
 *
 * @param answeredBefore of a follow-up: how many of those who answered had answered the baseline too
 */
public record CheckIn(
        String tenant,
        EngagementId engagement,
        String checkIn,
        Respondent respondent,
        CheckInKind kind,
        LocalDate closedOn,
        int asked,
        int answered,
        @Nullable Integer answeredBefore)
        implements Fact<CheckIn> {
    private static final Comparator<CheckIn> ORDER = Comparator.comparing(CheckIn::closedOn)
            .thenComparingInt(CheckIn::asked)
            .thenComparingInt(CheckIn::answered);

    static CheckIn of(Envelope<?> at, CheckInClosed e) {
        return new CheckIn(
                at.tenant(),
                e.engagement(),
                e.checkIn(),
                e.respondent(),
                e.kind(),
                e.closedOn(),
                e.asked(),
                e.answered(),
                e.answeredBefore());
    }

    /** A check-in closes once; told otherwise the later word holds. */
    @Override
    public CheckIn join(CheckIn other) {
        return ORDER.compare(this, other) >= 0 ? this : other;
    }
}
