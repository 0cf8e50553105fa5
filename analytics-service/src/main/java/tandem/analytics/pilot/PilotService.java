package tandem.analytics.pilot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tandem.events.ProgrammeId;
import tandem.runtime.problem.Refused;
import tandem.runtime.revision.Revision;
import tandem.runtime.time.ProgrammeTime;

/** Makes pilots, takes in their numbers and plans, and locks what was agreed on. */
@ApplicationScoped
public class PilotService {

    private final Pilots pilots;
    private final Clock clock;

    PilotService(Pilots pilots, @ProgrammeTime Clock clock) {
        this.pilots = pilots;
        this.clock = clock;
    }

    @Transactional
    public void create(ProgrammeId programme) {
        var startsOn = pilots.startOf(programme)
                .orElseThrow(() -> new Refused(
                        PilotProblems.PROGRAMME_UNKNOWN, "Open it in intake-service, or wait until it was heard of"));
        var now = clock.instant();
        var pilot = Pilot.of(programme, PilotTemplate.TWENTY_FOUR_WEEKS, startsOn, now);
        if (!pilots.add(pilot, now)) {
            throw new Refused(PilotProblems.EXISTS, "A programme is held to one schedule");
        }
    }

    @Transactional
    public void enter(ProgrammeId programme, Map<String, BigDecimal> numbers, Optional<Revision> seen) {
        var pilot = pilots.lock(programme);
        Revision.check(seen, pilot.revision());
        var now = clock.instant();
        var changed = pilot.enter(numbers, now);
        pilots.save(changed);
        pilots.addThresholds(changed, now);
    }

    @Transactional
    public void plan(ProgrammeId programme, PilotPlan plan, Optional<Revision> seen) {
        var pilot = pilots.lock(programme);
        Revision.check(seen, pilot.revision());
        pilots.save(pilot.plan(plan));
    }

    @Transactional
    public void lock(ProgrammeId programme) {
        pilots.save(pilots.lock(programme).lock(clock.instant()));
    }

    /** What nobody locked in time locks itself as it stands, if it is complete (R131). */
    @Transactional
    public void lockDue(ProgrammeId programme, Instant at) {
        var pilot = pilots.lock(programme);
        if (!pilot.isLocked()
                && !at.isBefore(pilot.lockDue())
                && pilot.missing().isEmpty()) {
            pilots.save(pilot.lock(pilot.lockDue()));
        }
    }
}
