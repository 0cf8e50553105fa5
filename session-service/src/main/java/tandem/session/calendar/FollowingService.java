package tandem.session.calendar;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.input.CalendarInput.AttendanceReported;
import tandem.session.engagement.EngagementService;
import tandem.session.engagement.Engagements;
import tandem.session.icalendar.Entry;
import tandem.session.icalendar.Meeting.Participant;
import tandem.session.rule.SessionRecognition;
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

    private final FollowedMeetings meetings;
    private final DirectoryClient directory;
    private final EngagementService known;
    private final Engagements engagements;
    private final MeetingService sessions;
    private final MeterRegistry metrics;

    FollowingService(
            FollowedMeetings meetings,
            DirectoryClient directory,
            EngagementService known,
            Engagements engagements,
            MeetingService sessions,
            MeterRegistry metrics) {
        this.meetings = meetings;
        this.directory = directory;
        this.known = known;
        this.engagements = engagements;
        this.sessions = sessions;
        this.metrics = metrics;
    }

    /** Takes in what was observed; parked only when it depends on people nobody could identify just now. */
    CalendarOutcome observe(Observation seen) {
        var id = meetings.idOf(seen.uid());
        var followed = meetings.lock(id);
        if (seen.named() == null
                && followed.isEmpty()
                && (seen.answer() || (seen.cancelled() && seen.participants().isEmpty()))) {
            return dropped(Reason.MEETING_UNKNOWN);
        }
        if (dependsOnPeople(seen, followed) && !directory.knows(addresses(seen))) {
            return CalendarOutcome.parked();
        }
        return switch (SessionRecognition.of(sighting(seen, followed), known)) {
            case Recognition.Dropped dropped -> dropped(dropped.reason());
            case Recognition.Session session -> follow(id, followed, session.engagement(), session.term(), seen);
            case Recognition.Suggestion suggestion ->
                follow(id, followed, suggestion.engagement(), suggestion.term(), seen);
        };
    }

    /** Takes in what a meeting platform saw. */
    CalendarOutcome attended(AttendanceReported report) {
        var id = meetings.idOf(report.uid());
        var followed = meetings.lock(id);
        if (followed.isEmpty()) {
            return dropped(Reason.MEETING_UNKNOWN);
        }
        var address = report.attendee().toLowerCase(Locale.ROOT);
        if (!directory.knows(Set.of(address))) {
            return CalendarOutcome.parked();
        }
        var party = party(followed.get().engagement(), address);
        if (party.isEmpty()) {
            return dropped(Reason.PARTICIPANT_UNKNOWN);
        }
        var found = sessions.seen(
                id,
                Optional.ofNullable(report.recurrenceId()).map(time -> time.truncatedTo(ChronoUnit.MICROS)),
                party.get(),
                report.attended());
        return found ? CalendarOutcome.of(Changes.NONE) : dropped(Reason.MEETING_UNKNOWN);
    }

    private CalendarOutcome follow(
            String id, Optional<FollowedMeeting> followed, EngagementId engagement, Term term, Observation seen) {
        if (followed.isPresent() && !followed.get().engagement().equals(engagement)) {
            return dropped(Reason.SEVERAL_ENGAGEMENTS);
        }
        var meeting = followed.orElseGet(() -> begin(id, engagement, seen));
        var changes = Changes.NONE;
        if (!seen.answer()) {
            var before = meeting.series();
            var after = before.with(seen.revision(term.widened()));
            if (!after.equals(before)) {
                meeting.keep(after);
                changes = sessions.follow(engagement, id, after, seen.origin(), meeting.isNamed());
            }
        }
        sessions.accept(id, Optional.ofNullable(seen.occurrence()), accepted(engagement, seen));
        return CalendarOutcome.of(changes);
    }

    private FollowedMeeting begin(String id, EngagementId engagement, Observation seen) {
        var meeting = new FollowedMeeting(id, engagement, seen.named() != null);
        meetings.persist(meeting);
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

    private Set<Party> accepted(EngagementId engagement, Observation seen) {
        var accepted = EnumSet.noneOf(Party.class);
        if (seen.participants().size() <= SIDES && !seen.cancelled()) {
            seen.participants().stream()
                    .filter(Participant::accepted)
                    .forEach(participant ->
                            party(engagement, participant.address()).ifPresent(accepted::add));
        }
        return accepted;
    }

    private Optional<Party> party(EngagementId engagement, String address) {
        return directory.find(address).flatMap(engagements.get(engagement)::sideOf);
    }

    private static boolean dependsOnPeople(Observation seen, Optional<FollowedMeeting> followed) {
        return seen.participants().size() <= SIDES
                && ((seen.named() == null && followed.isEmpty())
                        || seen.participants().stream().anyMatch(Participant::accepted));
    }

    /** The addresses that matter: of meetings of more than two nobody needs to be identified. */
    static Set<String> addresses(Observation seen) {
        return seen.participants().size() > SIDES
                ? Set.of()
                : seen.participants().stream().map(Participant::address).collect(Collectors.toSet());
    }

    /** Counts what no rule needs to look at. */
    CalendarOutcome skip(Entry.Skipped entry) {
        return dropped(entry.reason());
    }

    private CalendarOutcome dropped(Enum<?> reason) {
        metrics.counter("tandem.calendar.dropped", "reason", reason.name()).increment();
        return CalendarOutcome.dropped(reason);
    }
}
