package tandem.session.invitation;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says of one entry of a calendar.
 *
 * @param original when its series first had it; null for a session by itself, and for a series as a whole
 * @param answer PARTSTAT of whom the mail goes to
 */
record Occurrence(@Nullable Instant original, Instant startsAt, Instant endsAt, long sequence, String answer) {
    /** PARTSTAT of whoever said nothing yet. */
    static final String UNANSWERED = "NEEDS-ACTION";

    private static final String NONE = "-";
    private static final int PARTS = 5;

    /** Some of them as one code of a queued mail. */
    static String code(Collection<Occurrence> occurrences) {
        return occurrences.stream().map(Occurrence::code).collect(Collectors.joining(" "));
    }

    static List<Occurrence> parse(String code) {
        return Arrays.stream(code.split(" ", -1)).map(Occurrence::parseOne).toList();
    }

    /** The times it names, which its zone has to be defined for. */
    Stream<Instant> times() {
        return Stream.of(Objects.requireNonNullElse(original, startsAt), startsAt, endsAt);
    }

    private String code() {
        return String.join(
                ",",
                original == null ? NONE : original.toString(),
                startsAt.toString(),
                endsAt.toString(),
                Long.toString(sequence),
                answer);
    }

    private static Occurrence parseOne(String code) {
        var parts = code.split(",", -1);
        if (parts.length != PARTS) {
            throw new IllegalStateException("No occurrence: " + code);
        }
        return new Occurrence(
                parts[0].equals(NONE) ? null : Instant.parse(parts[0]),
                Instant.parse(parts[1]),
                Instant.parse(parts[2]),
                Long.parseLong(parts[3]),
                parts[4]);
    }
}
