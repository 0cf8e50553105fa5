package tandem.session.calendar;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tandem.events.input.CalendarInput.AttendanceReported;
import tandem.events.input.CalendarInput.SessionUpserted;

/** Input that waits until its addresses can be identified. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ParkedInput.Text.class, name = "TEXT"),
    @JsonSubTypes.Type(value = ParkedInput.Upserted.class, name = "UPSERTED"),
    @JsonSubTypes.Type(value = ParkedInput.Attendance.class, name = "ATTENDANCE")
})
sealed interface ParkedInput {

    /**
     * A calendar text as it was posted.
     *
     * @param sender address the mail came from that brought it
     */
    record Text(
            String text, @Nullable String owner, @Nullable String sender) implements ParkedInput {}

    /** A meeting an integration told of. */
    record Upserted(SessionUpserted input, @Nullable Instant time) implements ParkedInput {}

    /** What a meeting platform saw. */
    record Attendance(AttendanceReported input) implements ParkedInput {}
}
