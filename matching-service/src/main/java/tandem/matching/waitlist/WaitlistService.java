package tandem.matching.waitlist;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import tandem.events.MatchingEvent.WaitlistOffered;
import tandem.events.PersonId;
import tandem.events.ProgrammeId;
import tandem.events.Track;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.time.ProgrammeTime;

/** Puts leaders on the waitlist, with the reason, tells what is offered to them, and takes them off when a seat is theirs. */
@ApplicationScoped
public class WaitlistService {

    private static final String SEAT_FREE = "SEAT_FREE";
    private static final String SEAT_GIVEN = "SEAT_GIVEN";

    private final Waitlist waitlist;
    private final Outbox outbox;
    private final Clock clock;

    WaitlistService(Waitlist waitlist, Outbox outbox, @ProgrammeTime Clock clock) {
        this.waitlist = waitlist;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Told once per reason: a leader who waits on for the same reason is no news. */
    @Transactional
    public void wait(ProgrammeId programme, PersonId leader, Track track, String reason) {
        if (waitlist.put(programme, leader, track, reason, clock.instant())) {
            outbox.append(new WaitlistOffered(leader, programme, track, reason, null));
        }
    }

    /** A free seat is offered; the leader keeps the place until it is taken. */
    @Transactional
    public void offered(ProgrammeId programme, PersonId leader, Track track, PersonId provider) {
        outbox.append(new WaitlistOffered(leader, programme, track, SEAT_FREE, provider));
    }

    /** An offer came to nothing. */
    @Transactional
    public void waitsOn(ProgrammeId programme, PersonId leader, Track track, String reason) {
        if (waitlist.contains(programme, leader, track)) {
            outbox.append(new WaitlistOffered(leader, programme, track, reason, null));
        }
    }

    @Transactional
    public void seatGiven(ProgrammeId programme, PersonId leader, Track track, PersonId provider) {
        if (waitlist.remove(programme, leader, track)) {
            outbox.append(new WaitlistOffered(leader, programme, track, SEAT_GIVEN, provider));
        }
    }

    /** Whoever left waits no more; answers how many entries there were. */
    @Transactional
    public int leave(PersonId leader) {
        return waitlist.removeAll(leader);
    }
}
