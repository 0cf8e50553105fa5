package tandem.session.recognition;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import tandem.events.EngagementId;
import tandem.events.IntakeEvent.ConsentWithdrawn;
import tandem.events.Party;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.consent.Consents;
import tandem.session.engagement.Engagements;

/** Enters and removes wins, as their leaders say. */
@ApplicationScoped
public class RecognitionService {

    private static final int WINS_MAX = 50;

    private final Recognitions recognitions;
    private final Engagements engagements;
    private final Consents consents;
    private final Clock clock;

    RecognitionService(
            Recognitions recognitions, Engagements engagements, Consents consents, @ProgrammeTime Clock clock) {
        this.recognitions = recognitions;
        this.engagements = engagements;
        this.consents = consents;
        this.clock = clock;
    }

    /** The leader of an engagement names a win under an id of its choice; it is shown once the leader allows that. */
    @Transactional
    public void enter(PersonId by, EngagementId id, UUID recognition, Win win) {
        var engagement = engagements.hold(id, by);
        if (engagement.sideOf(by).filter(Party.LEADER::equals).isEmpty()) {
            throw unknown();
        }
        if (recognitions.countOf(by) >= WINS_MAX) {
            throw new Refused(RecognitionProblems.FULL, "At most " + WINS_MAX + "; remove one");
        }
        if (!recognitions.add(recognition, engagement.programme(), by, win, clock.instant())) {
            throw new Refused(RecognitionProblems.ENTERED, "Use an id of its own");
        }
    }

    @Transactional
    public void remove(PersonId by, UUID recognition) {
        if (recognitions.remove(recognition, by) == 0) {
            throw unknown();
        }
    }

    /** The leader allows it no more to anybody: it goes; answers how many. */
    @Transactional
    public int withdraw(ConsentWithdrawn withdrawn) {
        var item = withdrawn.item();
        if (item == null || item.about() == null) {
            return 0;
        }
        var stillAllowed = consents.items(withdrawn.person(), Purpose.RECOGNITION, item.about()).stream()
                .anyMatch(consent -> item.about().equals(consent.item().about()));
        return stillAllowed ? 0 : recognitions.remove(item.about(), withdrawn.person());
    }

    @Transactional
    public int erase(PersonId leader) {
        return recognitions.removeOf(leader);
    }

    private static Refused unknown() {
        return new Refused(CommonProblems.NOT_FOUND, "You have no such win");
    }
}
