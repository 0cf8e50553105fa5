package tandem.analytics.projection;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import tandem.events.CheckInKind;
import tandem.events.EngagementId;
import tandem.events.Envelope;
import tandem.events.SessionEvent.CheckInAnswered;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;

/**
 * The answer to one question of a check-in, kept under the id of its event. Goes when the leader takes IMPACT back: see
 * {@link tandem.analytics.erasure.Removals}.
 *
 * @param value 1 to 5; no is 1, yes is 5
 */
public record CheckInAnswer(
        String tenant,
        UUID id,
        EngagementId engagement,
        CheckInKind kind,
        String checkIn,
        Respondent respondent,
        String question,
        int value,
        Instant answeredAt)
        implements Fact<CheckInAnswer> {

    /** One row per question; none for an event that tells no kind: its codes belong to no plan. */
    static List<Fact<?>> of(Envelope<?> at, CheckInAnswered e) {
        var kind = e.kind();
        if (kind == null) {
            return List.of();
        }
        return e.answers().entrySet().stream()
                .map(answer -> new CheckInAnswer(
                        at.tenant(),
                        at.id(),
                        e.engagement(),
                        kind,
                        e.checkIn(),
                        e.respondent(),
                        answer.getKey(),
                        answer.getValue(),
                        at.time()))
                .collect(Collectors.toUnmodifiableList());
    }

    @Override
    public CheckInAnswer join(CheckInAnswer other) {
        return this; // the key is the event and the question
    }
}
