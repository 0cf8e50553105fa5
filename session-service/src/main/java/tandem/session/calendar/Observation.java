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
import tandem.events.Party;
import tandem.events.SessionEvent.SessionScheduled.Origin;
import tandem.events.input.CalendarInput.SessionCancelled;
import tandem.events.input.CalendarInput.SessionUpserted;
import tandem.session.icalendar.Meeting;
import tandem.session.icalendar.Meeting.Participant;
import tandem.session.icalendar.Timing;
import tandem.session.rule.Answer;
import tandem.session.rule.Answer.Response;
import tandem.session.rule.Revision;
import tandem.session.rule.Slot;
import tandem.session.rule.Term;

/**
 * What an input says about one meeting, whichever way it came: iTIP message, mail, calendar, integration. Everything behind this
 * record is the same for all of them.
 *
 * @param named the engagement it names, as it stands there
 * @param occurrence original start of the occurrence meant; null for the whole
 * @param times the occurrences inside a term; null where the input names no time
 * @param organizer address of who organises the meeting; null where the input does not say
 * @param sender address of who sent it, where the transport vouches for one
 */
record Observation(
        Origin origin,
        Kind kind,
        String uid,
        @Nullable String named,
        @Nullable Instant occurrence,
        long sequence,
        Instant stamp,
        @Nullable Times times,
        @Nullable String organizer,
        @Nullable String sender,
        List<Participant> participants) {

    /** What kind of statement it is. */
    enum Kind {
        /** What the meeting is now. */
        STATE,
        /** The meeting, or the occurrence, is off. */
        CANCELLATION,
        /** Those it names are no longer to come. */
        DISINVITATION,
        /** An attendee's answer. */
        ANSWER,
        /** An attendee's proposal of another time. */
        PROPOSAL
    }

    /** The occurrences of a meeting inside a term, and those taken out of it by name. */
    interface Times {
        List<Slot> slots(Term term);

        default Set<Instant> excluded(Term term) {
            return Set.of();
        }
    }

    static Observation of(Meeting meeting, @Nullable String sender) {
        return new Observation(
                Origin.CALENDAR,
                switch (meeting.method()) {
                    case STATE -> Kind.STATE;
                    case CANCEL -> Kind.CANCELLATION;
                    case DISINVITE -> Kind.DISINVITATION;
                    case REPLY -> Kind.ANSWER;
                    case COUNTER -> Kind.PROPOSAL;
                },
                meeting.uid(),
                meeting.engagement(),
                meeting.occurrence(),
                meeting.sequence(),
                meeting.stamp(),
                times(meeting.timing(), meeting.occurrence()),
                meeting.organizer(),
                sender,
                meeting.participants());
    }

    static Observation of(SessionUpserted input, @Nullable Instant time) {
        var original = input.recurrenceId() == null ? input.startsAt() : input.recurrenceId();
        var slot = new Slot(stored(original), stored(input.startsAt()), stored(input.endsAt()));
        return new Observation(
                Origin.CLOUD_EVENT,
                Kind.STATE,
                input.uid(),
                Optional.ofNullable(input.engagement())
                        .map(EngagementId::toString)
                        .orElse(null),
                input.recurrenceId() == null ? null : stored(input.recurrenceId()),
                input.sequence(),
                time == null ? Instant.EPOCH : time,
                term -> List.of(slot),
                null,
                null,
                new TreeSet<>(input.attendees().stream()
                                .map(address -> address.toLowerCase(Locale.ROOT))
                                .toList())
                        .stream().map(address -> new Participant(address, null)).toList());
    }

    static Observation of(SessionCancelled input) {
        return new Observation(
                Origin.CLOUD_EVENT,
                Kind.CANCELLATION,
                input.uid(),
                null,
                input.recurrenceId() == null ? null : stored(input.recurrenceId()),
                input.sequence(),
                input.cancelledAt(),
                null,
                null,
                null,
                List.of());
    }

    /** The same, known not to be older: whoever looked saw something else until then. */
    Observation notBefore(Instant time) {
        return stamp.isBefore(time)
                ? new Observation(
                        origin,
                        kind,
                        uid,
                        named,
                        occurrence,
                        sequence,
                        stored(time),
                        times,
                        organizer,
                        sender,
                        participants)
                : this;
    }

    /** Whether any occurrence is in the term; empty where nobody can say. */
    Optional<Predicate<Term>> when() {
        return times == null
                ? Optional.empty()
                : Optional.of(term -> times.slots(term).stream().anyMatch(term::holds));
    }

    /** Whether it can be the first that is heard of a meeting: an answer cannot, and a cancellation only where it says whose. */
    boolean introduces() {
        return switch (kind) {
            case STATE -> true;
            case CANCELLATION, DISINVITATION -> !participants.isEmpty();
            case ANSWER, PROPOSAL -> false;
        };
    }

    /** Whether it is an attendee who speaks. */
    boolean isAnswer() {
        return kind == Kind.ANSWER || kind == Kind.PROPOSAL;
    }

    /** The one time it names inside the term; empty where it names none, or several. */
    Optional<Slot> only(Term term) {
        var slots = times == null ? List.<Slot>of() : times.slots(term);
        return slots.size() == 1 ? Optional.of(slots.getFirst()) : Optional.empty();
    }

    /** Who is to be there, or is meant, besides who organises it. */
    List<Participant> attendees() {
        return participants.stream()
                .filter(participant -> !participant.address().equals(organizer))
                .toList();
    }

    /** What the participant says to it, as an answer of that side. */
    Optional<Answer> answer(Party party, @Nullable Response response, Term term) {
        return Optional.ofNullable(response)
                .map(said -> new Answer(
                        party,
                        occurrence,
                        sequence,
                        stamp,
                        said,
                        only(term).map(Slot::startsAt).orElse(null)));
    }

    /** The revision this is of its meeting, with what lies in the term. */
    Revision revision(Term term) {
        var cancelled = kind != Kind.STATE;
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
