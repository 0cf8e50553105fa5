package tandem.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies one decision about which service a person needs. */
public record DecisionId(@JsonValue UUID value) {

    @JsonCreator
    public static DecisionId of(String text) {
        return new DecisionId(UUID.fromString(text));
    }

    @Override
    public final String toString() {
        return value.toString();
    }
}
