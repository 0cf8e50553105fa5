package tandem.session.rule;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.PersonId;

/**
 * Decides whether a calendar event is a session. Three ways only: it names an engagement; its meeting is already followed; or
 * exactly the two sides of exactly one running engagement are to be there, in which case it is a suggestion until one of them
 * confirms it. Everything else is nobody's business here and is dropped with a reason that says nothing about it.
 */
public final class SessionRecognition {

    /**
     * What is known of an event that may be a session.
     *
     * @param named the engagement the event names, as it stands there
     * @param followed the engagement whose calendar meeting this is
     * @param participants all who are to be there; empty where nobody we know has the address
     * @param when whether a term has an occurrence of it; empty where it names no time
     */
    public record Sighting(
            @Nullable String named,
            @Nullable EngagementId followed,
            List<Optional<PersonId>> participants,
            Optional<Predicate<Term>> when) {}

    /** An engagement as the decision needs it. */
    public record Pair(EngagementId engagement, PersonId leader, PersonId provider, Term term, boolean running) {}

    /** What the service knows, asked only when the decision needs it. */
    public interface Known {
        Optional<Pair> engagement(EngagementId engagement);

        List<Pair> engagementsOf(PersonId one, PersonId other);

        boolean calendarAllowed(PersonId person);
    }

    /** The decision. */
    public sealed interface Recognition {
        /** A session of the engagement. */
        record Session(EngagementId engagement, Term term) implements Recognition {}

        /** Looks like a session of the engagement; one side has to say so. */
        record Suggestion(EngagementId engagement, Term term) implements Recognition {}

        /** Not a session. */
        record Dropped(Reason reason) implements Recognition {}
    }

    /** Why an event is not a session. */
    public enum Reason {
        /** An answer, a cancellation or a report about a meeting that is not followed. */
        MEETING_UNKNOWN,
        ENGAGEMENT_UNKNOWN,
        ENGAGEMENT_ENDED,
        CALENDAR_NOT_ALLOWED,
        OUTSIDE_TERM,
        NOT_TWO_PARTICIPANTS,
        PARTICIPANT_UNKNOWN,
        NO_COMMON_ENGAGEMENT,
        SEVERAL_ENGAGEMENTS,
        /** It says what the meeting is, and is not from who organises it. */
        NOT_FROM_ORGANISER,
        /** It answers for somebody, and is not from that attendee. */
        NOT_FROM_ATTENDEE,
        /** Another time for a whole series: one is proposed for its sessions one by one. */
        SERIES_PROPOSED
    }

    private SessionRecognition() {}

    /** Decides about one event, asking {@code known} for no more than the decision needs. */
    public static Recognition of(Sighting sighting, Known known) {
        if (sighting.named() != null) {
            return engagement(sighting.named())
                    .flatMap(known::engagement)
                    .map(pair -> follow(pair, sighting, known))
                    .orElseGet(() -> new Recognition.Dropped(Reason.ENGAGEMENT_UNKNOWN));
        }
        if (sighting.followed() != null) {
            return known.engagement(sighting.followed())
                    .map(pair -> follow(pair, sighting, known))
                    .orElseGet(() -> new Recognition.Dropped(Reason.ENGAGEMENT_UNKNOWN));
        }
        return suggest(sighting, known);
    }

    private static Recognition follow(Pair pair, Sighting sighting, Known known) {
        var against = against(pair, sighting, known);
        // a followed meeting may be moved out of the term: that is a cancellation, not a stranger
        return against.filter(reason -> reason != Reason.OUTSIDE_TERM || sighting.followed() == null)
                .<Recognition>map(Recognition.Dropped::new)
                .orElseGet(() -> new Recognition.Session(pair.engagement(), pair.term()));
    }

    private static Recognition suggest(Sighting sighting, Known known) {
        var participants = sighting.participants();
        if (participants.size() != 2) {
            return new Recognition.Dropped(Reason.NOT_TWO_PARTICIPANTS);
        }
        var one = participants.getFirst();
        var other = participants.getLast();
        if (one.isEmpty() || other.isEmpty()) {
            return new Recognition.Dropped(Reason.PARTICIPANT_UNKNOWN);
        }
        var shared = known.engagementsOf(one.get(), other.get()).stream()
                .filter(Pair::running)
                .toList();
        var fitting = shared.stream().filter(pair -> inTerm(pair, sighting)).toList();
        if (fitting.size() != 1) {
            return new Recognition.Dropped(
                    shared.isEmpty()
                            ? Reason.NO_COMMON_ENGAGEMENT
                            : fitting.isEmpty() ? Reason.OUTSIDE_TERM : Reason.SEVERAL_ENGAGEMENTS);
        }
        var pair = fitting.getFirst();
        return against(pair, sighting, known)
                .<Recognition>map(Recognition.Dropped::new)
                .orElseGet(() -> new Recognition.Suggestion(pair.engagement(), pair.term()));
    }

    private static Optional<Reason> against(Pair pair, Sighting sighting, Known known) {
        if (!pair.running()) {
            return Optional.of(Reason.ENGAGEMENT_ENDED);
        }
        if (!known.calendarAllowed(pair.leader()) || !known.calendarAllowed(pair.provider())) {
            return Optional.of(Reason.CALENDAR_NOT_ALLOWED);
        }
        return inTerm(pair, sighting) ? Optional.empty() : Optional.of(Reason.OUTSIDE_TERM);
    }

    /** Of a series at least one occurrence; a cancellation that names no time is in term whenever it comes. */
    private static boolean inTerm(Pair pair, Sighting sighting) {
        return sighting.when().map(when -> when.test(pair.term())).orElse(true);
    }

    /** The engagement an event names; empty where that is no name of one. */
    public static Optional<EngagementId> engagement(String named) {
        try {
            return Optional.of(EngagementId.of(named));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
