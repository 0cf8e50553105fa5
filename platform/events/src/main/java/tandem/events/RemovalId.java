package tandem.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies one request to remove what is known about a person. */
public record RemovalId(@JsonValue UUID value) {

    @JsonCreator
    public static RemovalId of(String text) {
        return new RemovalId(UUID.fromString(text));
    }

    @Override
    public final String toString() {
        return value.toString();
    }
}
