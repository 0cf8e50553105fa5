package tandem.session.calendar;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.SessionEvent.SessionScheduled.Origin;
import tandem.events.input.CalendarInput.SessionCancelled;
import tandem.events.input.CalendarInput.SessionUpserted;
import tandem.session.icalendar.Meeting;
import tandem.session.icalendar.Meeting.Method;
import tandem.session.icalendar.Meeting.Participant;
import tandem.session.icalendar.Timing;
import tandem.session.rule.Revision;
import tandem.session.rule.Slot;
import tandem.session.rule.Term;

/**
 * What an input says about one meeting, whichever way it came.
 *
 * @param occurrence original start of the occurrence meant; null for the whole
 * @param answer an attendee's answer: it changes nothing but who accepted
 * @param times the occurrences inside a term; null where the input names no time
 */
record Observation(
        Origin origin,
        String uid,
        @Nullable String named,
        @Nullable Instant occurrence,
        long sequence,
        Instant stamp,
        boolean cancelled,
        boolean answer,
        @Nullable Times times,
        List<Participant> participants) {

    /** The occurrences of a meeting inside a term, and those taken out of it by name. */
    interface Times {
        List<Slot> slots(Term term);

        default Set<Instant> excluded(Term term) {
            return Set.of();
        }
    }

    static Observation of(Meeting meeting) {
        return new Observation(
                Origin.CALENDAR,
                meeting.uid(),
                meeting.engagement(),
                meeting.occurrence(),
                meeting.sequence(),
                meeting.stamp(),
                meeting.cancelled(),
                meeting.method() == Method.REPLY,
                times(meeting.timing(), meeting.occurrence()),
                meeting.participants());
    }

    static Observation of(SessionUpserted input, @Nullable Instant time) {
        var original = input.recurrenceId() == null ? input.startsAt() : input.recurrenceId();
        var slot = new Slot(stored(original), stored(input.startsAt()), stored(input.endsAt()));
        return new Observation(
                Origin.CLOUD_EVENT,
                input.uid(),
                Optional.ofNullable(input.engagement())
                        .map(EngagementId::toString)
                        .orElse(null),
                input.recurrenceId() == null ? null : stored(input.recurrenceId()),
                input.sequence(),
                time == null ? Instant.EPOCH : time,
                false,
                false,
                term -> List.of(slot),
                new TreeSet<>(input.attendees().stream()
                                .map(address -> address.toLowerCase(Locale.ROOT))
                                .toList())
                        .stream()
                                .map(address -> new Participant(address, false))
                                .toList());
    }

    static Observation of(SessionCancelled input) {
        return new Observation(
                Origin.CLOUD_EVENT,
                input.uid(),
                null,
                input.recurrenceId() == null ? null : stored(input.recurrenceId()),
                input.sequence(),
                input.cancelledAt(),
                true,
                false,
                null,
                List.of());
    }

    /** Whether any occurrence is in the term; empty where nobody can say. */
    Optional<Predicate<Term>> when() {
        return times == null
                ? Optional.empty()
                : Optional.of(term -> times.slots(term).stream().anyMatch(term::holds));
    }

    /** The revision this is of its meeting, with what lies in the term. */
    Revision revision(Term term) {
        return new Revision(
                occurrence,
                sequence,
                stamp,
                cancelled,
                origin == Origin.CALENDAR,
                times == null || cancelled ? List.of() : times.slots(term),
                times == null || cancelled ? Set.of() : times.excluded(term));
    }

    /** As exact as the database keeps it, so that nothing seems to have moved when it is read back. */
    private static Instant stored(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    private static @Nullable Times times(@Nullable Timing timing, @Nullable Instant occurrence) {
        if (timing == null) {
            return null;
        }
        if (occurrence != null) {
            var slot = new Slot(occurrence, timing.startsAt(), timing.endsAt());
            return term -> List.of(slot);
        }
        return new Times() {
            @Override
            public List<Slot> slots(Term term) {
                return timing.slots(term.from(), term.to());
            }

            @Override
            public Set<Instant> excluded(Term term) {
                return timing.excluded(term.from(), term.to());
            }
        };
    }
}
