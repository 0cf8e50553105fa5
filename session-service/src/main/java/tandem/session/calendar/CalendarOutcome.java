package tandem.session.calendar;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tandem.session.session.MeetingService.Changes;

/**
 * What became of one meeting of an input.
 *
 * @param reason code; only where it was dropped
 * @param sessions how many sessions were touched; only where it was taken
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CalendarOutcome(
        Result result, @Nullable String reason, @Nullable Changes sessions) {

    /** What became of it, the first that applies. */
    public enum Result {
        CREATED,
        SUGGESTED,
        MOVED,
        CANCELLED,
        /** One side answered, and everything stands as it did. */
        ANSWERED,
        /** One side proposed another time, and the other side was asked. */
        PROPOSED,
        /** Nothing new: older than what is known, or the same. */
        UNCHANGED,
        /** Not a session; nothing of it is kept. */
        DROPPED,
        /** Kept, encrypted, until it can be said whose addresses these are. */
        PARKED;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static CalendarOutcome dropped(Enum<?> reason) {
        return new CalendarOutcome(
                Result.DROPPED, reason.name().toLowerCase(Locale.ROOT).replace('_', '-'), null);
    }

    static CalendarOutcome parked() {
        return new CalendarOutcome(Result.PARKED, null, null);
    }

    static CalendarOutcome answered() {
        return new CalendarOutcome(Result.ANSWERED, null, Changes.NONE);
    }

    static CalendarOutcome proposed() {
        return new CalendarOutcome(Result.PROPOSED, null, Changes.NONE);
    }

    static CalendarOutcome of(Changes changes) {
        return new CalendarOutcome(result(changes), null, changes);
    }

    private static Result result(Changes changes) {
        if (changes.scheduled() > 0) {
            return Result.CREATED;
        }
        if (changes.suggested() > 0) {
            return Result.SUGGESTED;
        }
        if (changes.moved() > 0) {
            return Result.MOVED;
        }
        return changes.cancelled() > 0 ? Result.CANCELLED : Result.UNCHANGED;
    }

    boolean isParked() {
        return result == Result.PARKED;
    }

    /** Whether its meeting is one of an engagement. */
    boolean isFollowed() {
        return result != Result.PARKED && result != Result.DROPPED;
    }
}
