package tandem.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies a programme: objective, problem sentence, window and policy. */
public record ProgrammeId(@JsonValue UUID value) {

    @JsonCreator
    public static ProgrammeId of(String text) {
        return new ProgrammeId(UUID.fromString(text));
    }

    @Override
    public final String toString() {
        return value.toString();
    }
}
