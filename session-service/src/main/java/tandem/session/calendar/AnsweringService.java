package tandem.session.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.events.EngagementId;
import tandem.events.Party;
import tandem.events.SessionId;
import tandem.session.calendar.Observation.Kind;
import tandem.session.engagement.Engagements;
import tandem.session.icalendar.Meeting.Participant;
import tandem.session.invitation.InvitationConfig;
import tandem.session.invitation.InvitationService;
import tandem.session.invitation.InvitationService.Booked;
import tandem.session.rule.Answer;
import tandem.session.rule.Authority;
import tandem.session.rule.Correspondence.Proposal;
import tandem.session.rule.SessionRecognition.Reason;
import tandem.session.session.MeetingService.Changes;

/**
 * Takes what calendars say of meetings Tandem organises. Their state is decided here and nowhere else: our own mail coming back, or
 * the copy in somebody's calendar, changes nothing; what counts is what an attendee answers or proposes.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class AnsweringService {

    private final InvitationService invitations;
    private final InvitationConfig config;
    private final FollowedMeetings meetings;
    private final DirectoryClient directory;
    private final Engagements engagements;
    private final Drops drops;

    AnsweringService(
            InvitationService invitations,
            InvitationConfig config,
            FollowedMeetings meetings,
            DirectoryClient directory,
            Engagements engagements,
            Drops drops) {
        this.invitations = invitations;
        this.config = config;
        this.meetings = meetings;
        this.directory = directory;
        this.engagements = engagements;
        this.drops = drops;
    }

    CalendarOutcome observe(UUID uid, Observation seen) {
        var booked = invitations.booked(uid, seen.occurrence());
        if (booked.isEmpty()) {
            return drops.drop(Reason.MEETING_UNKNOWN);
        }
        if (!seen.isAnswer()) {
            return CalendarOutcome.of(Changes.NONE);
        }
        var against = against(seen);
        if (against.isPresent()) {
            return drops.drop(against.get());
        }
        if (!directory.knows(FollowingService.addresses(seen))) {
            return CalendarOutcome.parked();
        }
        var attendee = seen.attendees().getFirst();
        return party(booked.get().engagement(), attendee)
                .map(party -> seen.kind() == Kind.ANSWER
                        ? answered(booked.get(), party, attendee, seen)
                        : proposed(booked.get(), party, seen))
                .orElseGet(() -> drops.drop(Reason.NOT_FROM_ATTENDEE));
    }

    /** The one session a UID of ours stands for, with its occurrence where it is one of a series; empty where that is none, or many. */
    Optional<SessionId> sessionOf(UUID uid, @Nullable Instant occurrence) {
        return invitations
                .booked(uid, occurrence)
                .map(Booked::sessions)
                .filter(sessions -> sessions.size() == 1)
                .map(List::getFirst);
    }

    /** The side with the address, if it is one of the engagement of what was booked. */
    Optional<Party> partyOf(UUID uid, String address) {
        return invitations
                .booked(uid, null)
                .flatMap(booked -> party(booked.engagement(), new Participant(address, null)));
    }

    private CalendarOutcome answered(Booked booked, Party party, Participant attendee, Observation seen) {
        var response = attendee.response();
        if (response == null) {
            return CalendarOutcome.of(Changes.NONE);
        }
        var changes = invitations.answered(
                booked.sessions(), new Answer(party, null, seen.sequence(), seen.stamp(), response, null));
        return changes.equals(Changes.NONE) ? CalendarOutcome.answered() : CalendarOutcome.of(changes);
    }

    /** Another time is proposed for one session; for a whole series there is nothing the other side could say yes to. */
    private CalendarOutcome proposed(Booked booked, Party party, Observation seen) {
        if (booked.sessions().size() > 1) {
            return drops.drop(Reason.SERIES_PROPOSED);
        }
        var term = engagements.get(booked.engagement()).term();
        var slot = seen.only(term.widened()).filter(term::holds);
        if (slot.isEmpty()) {
            return drops.drop(Reason.OUTSIDE_TERM);
        }
        var wish = new Proposal(
                party,
                seen.sequence(),
                seen.stamp(),
                slot.get().startsAt(),
                slot.get().endsAt());
        return invitations.proposed(booked.sessions().getFirst(), wish)
                ? CalendarOutcome.proposed()
                : CalendarOutcome.of(Changes.NONE);
    }

    private Optional<Reason> against(Observation seen) {
        return Authority.againstAnswer(
                meetings.markOf(config.organizer()),
                meetings.markOf(seen.organizer()),
                seen.attendees().stream()
                        .map(attendee -> Objects.requireNonNull(meetings.markOf(attendee.address())))
                        .toList(),
                meetings.markOf(seen.sender()));
    }

    private Optional<Party> party(EngagementId engagement, Participant attendee) {
        return directory.find(attendee.address()).flatMap(engagements.get(engagement)::sideOf);
    }
}
