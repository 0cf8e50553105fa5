package tandem.session.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.SessionEvent.SessionScheduled.Origin;
import tandem.events.input.CalendarInput.AttendanceReported;
import tandem.runtime.ingest.Inbound;
import tandem.runtime.ingest.Verdict;
import tandem.runtime.outbox.Outbox;
import tandem.session.calendar.Observation.Kind;
import tandem.session.engagement.EngagementService;
import tandem.session.engagement.Engagements;
import tandem.session.icalendar.Entry;
import tandem.session.icalendar.Meeting.Participant;
import tandem.session.invitation.Uid;
import tandem.session.rule.Authority;
import tandem.session.rule.Series;
import tandem.session.rule.SessionRecognition;
import tandem.session.rule.SessionRecognition.Known;
import tandem.session.rule.SessionRecognition.Reason;
import tandem.session.rule.SessionRecognition.Recognition;
import tandem.session.rule.SessionRecognition.Sighting;
import tandem.session.rule.Term;
import tandem.session.session.MeetingService;
import tandem.session.session.MeetingService.Changes;

/** Decides about each meeting of an input and makes the sessions follow it. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class FollowingService {

    private static final int SIDES = 2;

    /** Meetings that are read, followed and written together. */
    private static final int TOGETHER = 50;

    private final FollowedMeetings meetings;
    private final DirectoryClient directory;
    private final EngagementService known;
    private final Engagements engagements;
    private final MeetingService sessions;
    private final AnsweringService ours;
    private final Drops drops;
    private final Outbox outbox;

    FollowingService(
            FollowedMeetings meetings,
            DirectoryClient directory,
            EngagementService known,
            Engagements engagements,
            MeetingService sessions,
            AnsweringService ours,
            Drops drops,
            Outbox outbox) {
        this.meetings = meetings;
        this.directory = directory;
        this.known = known;
        this.engagements = engagements;
        this.sessions = sessions;
        this.ours = ours;
        this.drops = drops;
        this.outbox = outbox;
    }

    /**
     * What observations that come together are held against: the meetings that are followed, locked, and what is known of the
     * engagements they concern.
     */
    private static final class Ground {
        private final Map<String, FollowedMeeting> followed;
        private final Known known;

        private Ground(Map<String, FollowedMeeting> followed, Known known) {
            this.followed = followed;
            this.known = known;
        }

        private Optional<FollowedMeeting> meeting(String id) {
            return Optional.ofNullable(followed.get(id));
        }

        private void add(FollowedMeeting meeting) {
            followed.put(meeting.id(), meeting);
        }
    }

    /** Reads at once what the observations will be held against. */
    private Ground ground(List<Observation> observations) {
        var followed = meetings.lock(observations.stream()
                .filter(seen -> Uid.idOf(seen.uid()).isEmpty())
                .map(seen -> meetings.idOf(seen.uid()))
                .collect(Collectors.toSet()));
        var concerned = Stream.concat(
                        followed.values().stream().map(FollowedMeeting::engagement),
                        observations.stream()
                                .map(Observation::named)
                                .filter(Objects::nonNull)
                                .flatMap(named -> SessionRecognition.engagement(named).stream()))
                .collect(Collectors.toSet());
        return new Ground(new HashMap<>(followed), known.ahead(concerned));
    }

    /** Takes in what was observed; parked only when it depends on people nobody could identify just now. */
    CalendarOutcome observe(Observation seen) {
        return observe(seen, ground(List.of(seen)));
    }

    private CalendarOutcome observe(Observation seen, Ground ground) {
        var booked = Uid.idOf(seen.uid());
        if (booked.isPresent()) {
            return ours.observe(booked.get(), seen);
        }
        var id = meetings.idOf(seen.uid());
        var followed = ground.meeting(id);
        if (seen.named() == null && followed.isEmpty() && !seen.introduces()) {
            return dropped(Reason.MEETING_UNKNOWN);
        }
        var against = against(seen, followed);
        if (against.isPresent()) {
            return dropped(against.get());
        }
        if (dependsOnPeople(seen, followed) && !directory.knows(addresses(seen))) {
            return CalendarOutcome.parked();
        }
        return switch (SessionRecognition.of(sighting(seen, followed), ground.known)) {
            case Recognition.Dropped dropped -> dropped(dropped.reason());
            case Recognition.Session session -> follow(id, ground, session.engagement(), session.term(), seen);
            case Recognition.Suggestion suggestion ->
                follow(id, ground, suggestion.engagement(), suggestion.term(), seen);
        };
    }

    /**
     * Takes in what an integration reported, in its order: so many meetings at once are read, followed and written together, and let go
     * of, so that those that follow are not held against all of them.
     *
     * @param verdict what the integration is told of an event, which is followed when it is asked what came of it
     */
    <E> List<Verdict> observeAll(
            List<Inbound<E>> events,
            Function<Inbound<E>, Observation> observation,
            BiFunction<Inbound<E>, Supplier<CalendarOutcome>, Verdict> verdict) {
        return outbox.together(() -> events.stream()
                .gather(Gatherers.windowFixed(TOGETHER))
                .flatMap(together -> observeTogether(together, observation, verdict).stream())
                .toList());
    }

    private <E> List<Verdict> observeTogether(
            List<Inbound<E>> events,
            Function<Inbound<E>, Observation> observation,
            BiFunction<Inbound<E>, Supplier<CalendarOutcome>, Verdict> verdict) {
        var ground = ground(events.stream().map(observation).toList());
        var verdicts = events.stream()
                .map(event ->
                        event.causing(() -> verdict.apply(event, () -> observe(observation.apply(event), ground))))
                .toList();
        meetings.settle();
        return verdicts;
    }

    /** Takes in what a meeting platform saw. */
    CalendarOutcome attended(AttendanceReported report) {
        var address = report.attendee().toLowerCase(Locale.ROOT);
        var occurrence = Optional.ofNullable(report.recurrenceId()).map(time -> time.truncatedTo(ChronoUnit.MICROS));
        var booked = Uid.idOf(report.uid());
        if (booked.isPresent()) {
            return attended(booked.get(), occurrence.orElse(null), address, report.attended());
        }
        var id = meetings.idOf(report.uid());
        var followed = meetings.lock(id);
        if (followed.isEmpty()) {
            return dropped(Reason.MEETING_UNKNOWN);
        }
        if (!directory.knows(Set.of(address))) {
            return CalendarOutcome.parked();
        }
        var party = party(followed.get().engagement(), address);
        if (party.isEmpty()) {
            return dropped(Reason.PARTICIPANT_UNKNOWN);
        }
        var found = sessions.seen(id, occurrence, party.get(), report.attended());
        return found ? CalendarOutcome.of(Changes.NONE) : dropped(Reason.MEETING_UNKNOWN);
    }

    /**
     * Takes in that a meeting is gone from the calendar it was followed in. What is to come of it is called off; one that lies behind
     * was merely tidied away.
     */
    void vanished(String id, Instant now) {
        var followed = meetings.lock(id)
                .filter(meeting -> meeting.series().standing().stream()
                        .anyMatch(slot -> slot.startsAt().isAfter(now)));
        if (followed.isPresent()) {
            var meeting = followed.get();
            var before = meeting.series();
            var after = before.with(before.cancellation(now));
            meeting.keep(after);
            sessions.follow(meeting.engagement(), id, after, Origin.CALENDAR, meeting.isNamed());
        }
    }

    private CalendarOutcome attended(UUID booked, @Nullable Instant occurrence, String address, boolean attended) {
        if (!directory.knows(Set.of(address))) {
            return CalendarOutcome.parked();
        }
        var party = ours.partyOf(booked, address);
        if (party.isEmpty()) {
            return dropped(Reason.PARTICIPANT_UNKNOWN);
        }
        var session = ours.sessionOf(booked, occurrence);
        session.ifPresent(one -> sessions.seen(one, party.get(), attended));
        return session.isPresent() ? CalendarOutcome.of(Changes.NONE) : dropped(Reason.MEETING_UNKNOWN);
    }

    private CalendarOutcome follow(String id, Ground ground, EngagementId engagement, Term term, Observation seen) {
        var followed = ground.meeting(id);
        if (followed.isPresent() && !followed.get().engagement().equals(engagement)) {
            return dropped(Reason.SEVERAL_ENGAGEMENTS);
        }
        if (seen.isAnswer() && sides(engagement, seen.attendees()).stream().allMatch(Optional::isEmpty)) {
            return dropped(Reason.NOT_FROM_ATTENDEE);
        }
        var meeting = followed.orElseGet(() -> begin(id, ground, engagement, seen));
        if (!seen.isAnswer()) {
            meeting.organizedBy(meetings.markOf(seen.organizer()));
        }
        var before = meeting.series();
        var after = after(before, engagement, term.widened(), seen);
        if (after.equals(before)) {
            return CalendarOutcome.of(Changes.NONE);
        }
        meeting.keep(after);
        var changes = followed.isEmpty()
                ? sessions.begin(engagement, id, after, seen.origin(), meeting.isNamed())
                : sessions.follow(engagement, id, after, seen.origin(), meeting.isNamed());
        return seen.kind() == Kind.ANSWER && changes.equals(Changes.NONE)
                ? CalendarOutcome.answered()
                : CalendarOutcome.of(changes);
    }

    /** What is known of the meeting afterwards. A proposal to somebody else's meeting changes nothing until that one says so. */
    private Series after(Series before, EngagementId engagement, Term term, Observation seen) {
        return switch (seen.kind()) {
            case STATE ->
                seen.participants().size() > SIDES
                        ? before.with(seen.revision(term))
                        : answered(before.with(seen.revision(term)), engagement, term, seen, seen.participants());
            case CANCELLATION -> before.with(seen.revision(term));
            case DISINVITATION ->
                Authority.endsTheSession(sides(engagement, seen.attendees()))
                        ? before.with(seen.revision(term))
                        : before;
            case ANSWER -> answered(before, engagement, term, seen, seen.attendees());
            case PROPOSAL -> before;
        };
    }

    private Series answered(
            Series series, EngagementId engagement, Term term, Observation seen, List<Participant> participants) {
        var answered = series;
        for (var participant : participants) {
            var answer = party(engagement, participant.address())
                    .flatMap(party -> seen.answer(party, participant.response(), term));
            answered = answer.isPresent() ? answered.with(answer.get()) : answered;
        }
        return answered;
    }

    private Optional<Reason> against(Observation seen, Optional<FollowedMeeting> followed) {
        if (seen.origin() == Origin.CLOUD_EVENT) {
            return Optional.empty(); // an integration speaks for the calendar it reads and names no organiser
        }
        var known = followed.flatMap(FollowedMeeting::organizer).orElse(null);
        var stated = meetings.markOf(seen.organizer());
        var sender = meetings.markOf(seen.sender());
        return seen.isAnswer()
                ? Authority.againstAnswer(
                        known,
                        stated,
                        seen.attendees().stream()
                                .map(attendee -> Objects.requireNonNull(meetings.markOf(attendee.address())))
                                .toList(),
                        sender)
                : Authority.againstStatement(known, stated, sender);
    }

    private List<Optional<Party>> sides(EngagementId engagement, List<Participant> participants) {
        return participants.stream()
                .map(participant -> party(engagement, participant.address()))
                .toList();
    }

    private FollowedMeeting begin(String id, Ground ground, EngagementId engagement, Observation seen) {
        var meeting = new FollowedMeeting(id, engagement, seen.named() != null);
        meetings.persist(meeting);
        ground.add(meeting);
        return meeting;
    }

    private Sighting sighting(Observation seen, Optional<FollowedMeeting> followed) {
        return new Sighting(
                seen.named(),
                followed.map(FollowedMeeting::engagement).orElse(null),
                seen.named() == null && followed.isEmpty()
                        ? seen.participants().stream()
                                .map(participant -> directory.find(participant.address()))
                                .toList()
                        : List.of(),
                seen.when());
    }

    private Optional<Party> party(EngagementId engagement, String address) {
        return directory.find(address).flatMap(engagements.get(engagement)::sideOf);
    }

    private static boolean dependsOnPeople(Observation seen, Optional<FollowedMeeting> followed) {
        if (seen.kind() == Kind.DISINVITATION || seen.isAnswer()) {
            return true;
        }
        return seen.participants().size() <= SIDES
                && ((seen.named() == null && followed.isEmpty())
                        || seen.participants().stream().anyMatch(participant -> participant.response() != null));
    }

    /** The addresses that matter: of meetings of more than two nobody needs to be identified, unless some are taken off the list. */
    static Set<String> addresses(Observation seen) {
        return seen.participants().size() > SIDES && seen.kind() != Kind.DISINVITATION
                ? Set.of()
                : seen.participants().stream().map(Participant::address).collect(Collectors.toSet());
    }

    /** Counts what no rule needs to look at. */
    CalendarOutcome skip(Entry.Skipped entry) {
        return dropped(entry.reason());
    }

    private CalendarOutcome dropped(Enum<?> reason) {
        return drops.drop(reason);
    }
}
