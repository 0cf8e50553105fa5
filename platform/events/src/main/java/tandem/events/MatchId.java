package tandem.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies a leader and provider pair from proposal up to assignment. */
public record MatchId(@JsonValue UUID value) {

    @JsonCreator
    public static MatchId of(String text) {
        return new MatchId(UUID.fromString(text));
    }

    @Override
    public final String toString() {
        return value.toString();
    }
}
