package tandem.matching.exploration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tandem.events.Party;

/**
 * What one side said after the exploratory meeting.
 *
 * @param reason of a no; null with a yes
 */
public record Answer(Party by, Verdict verdict, @Nullable DeclineReason reason, Instant answeredAt) {

    /** Whether both have said yes: the pair is final. */
    static boolean isMutual(List<Answer> answers) {
        return answers.size() == Party.values().length && declined(answers).isEmpty();
    }

    /** Why the pair is given up: the leader's no before the provider's; empty while nobody said no. */
    static Optional<DeclineReason> declined(List<Answer> answers) {
        return answers.stream()
                .filter(answer -> answer.verdict() == Verdict.NO_GO)
                .sorted((one, other) -> one.by().compareTo(other.by()))
                .flatMap(answer -> Optional.ofNullable(answer.reason()).stream())
                .findFirst();
    }
}
