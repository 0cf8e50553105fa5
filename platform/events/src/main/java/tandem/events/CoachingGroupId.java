package tandem.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies a coach and the leaders who are coached together. */
public record CoachingGroupId(@JsonValue UUID value) {

    @JsonCreator
    public static CoachingGroupId of(String text) {
        return new CoachingGroupId(UUID.fromString(text));
    }

    @Override
    public final String toString() {
        return value.toString();
    }
}
