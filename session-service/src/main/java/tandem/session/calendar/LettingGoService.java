package tandem.session.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import tandem.events.EngagementId;
import tandem.session.session.MeetingService;

/** Stops following calendars. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class LettingGoService {

    private final FollowedMeetings meetings;
    private final MeetingService sessions;

    LettingGoService(FollowedMeetings meetings, MeetingService sessions) {
        this.meetings = meetings;
        this.sessions = sessions;
    }

    /** How much was let go: meetings forgotten, suggestions removed, sessions now kept by hand. */
    public record LetGo(int meetings, int suggestions, int sessions) {}

    /** Forgets the calendar meetings of an engagement. */
    public LetGo letGo(EngagementId engagement) {
        var released = sessions.letGo(engagement);
        return new LetGo(meetings.letGo(engagement), released.suggestions(), released.sessions());
    }
}
