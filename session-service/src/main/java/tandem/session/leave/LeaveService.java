package tandem.session.leave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import tandem.events.IntakeEvent.EmploymentChanged;
import tandem.events.IntakeEvent.EmploymentChanged.Aspect;
import tandem.events.PersonId;
import tandem.runtime.time.ProgrammeTime;
import tandem.session.engagement.Engagement;
import tandem.session.engagement.Engagements;

/** Keeps what HR tells of leaves, and lets the keeper look again at the pairs concerned. */
@ApplicationScoped
public class LeaveService {

    private final Leaves leaves;
    private final Engagements engagements;
    private final Clock clock;

    LeaveService(Leaves leaves, Engagements engagements, @ProgrammeTime Clock clock) {
        this.leaves = leaves;
        this.engagements = engagements;
        this.clock = clock;
    }

    /** Somebody goes on leave or is back; of all other changes nothing is kept. */
    @Transactional
    public void follow(EmploymentChanged told) {
        if (told.changed().contains(Aspect.LEAVE)) {
            leaves.begin(told.person(), told.effectiveOn());
        } else if (told.changed().contains(Aspect.RETURN)) {
            leaves.end(told.person(), told.effectiveOn().minusDays(1));
        } else {
            return;
        }
        look(told.person());
    }

    /** Somebody left the employer on that day: a leave is over with it. */
    @Transactional
    public void left(PersonId person, LocalDate on) {
        leaves.end(person, on);
        look(person);
    }

    @Transactional
    public int erase(PersonId person) {
        return leaves.erase(person);
    }

    private void look(PersonId person) {
        var now = clock.instant();
        engagements.of(person).stream().filter(Engagement::isRunning).forEach(engagement -> engagement.look(now));
    }
}
