package tandem.simulator.play;

import java.time.ZoneId;
import tandem.events.PersonId;
import tandem.simulator.calendar.CalendarProgram;
import tandem.simulator.calendar.MeetingSeries.Attendee;
import tandem.simulator.client.Seat;

/** A leader or provider with an account, as the play moves them. */
record Human(PersonId person, Attendee attendee, ZoneId zone, CalendarProgram program, double reliability, Seat seat) {
    String email() {
        return attendee.address();
    }
}
