package tandem.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies an assigned match while it runs. */
public record EngagementId(@JsonValue UUID value) {

    @JsonCreator
    public static EngagementId of(String text) {
        return new EngagementId(UUID.fromString(text));
    }

    @Override
    public final String toString() {
        return value.toString();
    }
}
