package tandem.session.checkin;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies one check-in of one engagement. */
public record CheckInId(@JsonValue UUID value) {

    @JsonCreator
    public static CheckInId of(String text) {
        return new CheckInId(UUID.fromString(text));
    }

    @Override
    public final String toString() {
        return value.toString();
    }
}
