package tandem.session.icalendar;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tandem.session.rule.Answer.Response;

/**
 * What one VEVENT says about one meeting, or about one occurrence of a series. It has no title, description or place: those are
 * never read.
 *
 * @param occurrence original start of the occurrence meant; null for the meeting as a whole
 * @param stamp when this state of the meeting was written; the epoch where a program leaves it out
 * @param timing null where a cancellation or an answer names no times
 * @param organizer address of who organises it; null where the text names nobody
 * @param engagement value of {@code X-TANDEM-ENGAGEMENT}
 */
public record Meeting(
        Method method,
        String uid,
        @Nullable Instant occurrence,
        long sequence,
        Instant stamp,
        @Nullable Timing timing,
        @Nullable String organizer,
        List<Participant> participants,
        @Nullable String engagement)
        implements Entry {

    /** What the sender asks for (RFC 5546), as far as it is followed here. */
    public enum Method {
        /** A state of the meeting: REQUEST, PUBLISH, ADD or no method at all. */
        STATE,
        /** CANCEL, or a status that says the same. */
        CANCEL,
        /** CANCEL without that status: it takes those it names off the list, and the meeting goes on (RFC 5546, 3.2.5). */
        DISINVITE,
        /** An attendee's answer. */
        REPLY,
        /** An attendee's proposal of another time. */
        COUNTER
    }

    /**
     * Someone who is to be there.
     *
     * @param address lower case, without {@code mailto:}
     * @param response null where none is stated; who organises a meeting accepts it by that
     */
    public record Participant(String address, @Nullable Response response) {}

    /** The addresses of all who are to be there, each once. */
    public Set<String> addresses() {
        return participants.stream().map(Participant::address).collect(Collectors.toUnmodifiableSet());
    }
}
