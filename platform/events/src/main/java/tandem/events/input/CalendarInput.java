package tandem.events.input;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;

/** What calendar integrations post to session-service: metadata only, no titles or descriptions. */
public sealed interface CalendarInput {

    /** A meeting as the calendar has it now; {@code recurrenceId} is the original start of one occurrence of a series. */
    record SessionUpserted(
            @NotBlank @Size(max = 255) String uid,
            @Nullable Instant recurrenceId,
            @Min(0) int sequence,
            @Nullable EngagementId engagement,
            @NotNull Instant startsAt,
            @NotNull Instant endsAt,
            @NotNull @Size(max = 50) List<@Email @Size(max = 254) String> attendees)
            implements CalendarInput {}

    record SessionCancelled(
            @NotBlank @Size(max = 255) String uid,
            @Nullable Instant recurrenceId,
            @Min(0) int sequence,
            @NotNull Instant cancelledAt)
            implements CalendarInput {}

    /** Who was there, as the meeting platform saw it. */
    record AttendanceReported(
            @NotBlank @Size(max = 255) String uid,
            @Nullable Instant recurrenceId,
            @NotBlank @Email @Size(max = 254) String attendee,
            boolean attended,
            @Nullable Instant joinedAt,
            @Nullable Instant leftAt)
            implements CalendarInput {}
}
