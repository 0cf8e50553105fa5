package tandem.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies what one leader answered when asked what is needed. */
public record IntakeId(@JsonValue UUID value) {

    @JsonCreator
    public static IntakeId of(String text) {
        return new IntakeId(UUID.fromString(text));
    }

    @Override
    public final String toString() {
        return value.toString();
    }
}
