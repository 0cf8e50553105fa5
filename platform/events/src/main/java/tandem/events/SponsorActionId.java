package tandem.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies one commitment of a mentor and what became of it. */
public record SponsorActionId(@JsonValue UUID value) {

    @JsonCreator
    public static SponsorActionId of(String text) {
        return new SponsorActionId(UUID.fromString(text));
    }

    @Override
    public final String toString() {
        return value.toString();
    }
}
