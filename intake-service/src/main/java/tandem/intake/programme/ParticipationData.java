package tandem.intake.programme;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.intake.removal.HeldData;
import tandem.runtime.time.ProgrammeTime;

/** Taking part ends with PROGRAMME; that it once was is forgotten with the person. */
@ApplicationScoped
class ParticipationData implements HeldData {

    private final Participations participations;
    private final Nominations nominations;
    private final Clock clock;

    ParticipationData(Participations participations, Nominations nominations, @ProgrammeTime Clock clock) {
        this.participations = participations;
        this.nominations = nominations;
        this.clock = clock;
    }

    @Override
    public Map<String, Integer> removeFor(PersonId person, Purpose purpose) {
        return purpose == Purpose.PROGRAMME
                ? Map.of(
                        "participationsEnded", participations.leave(person, clock.instant()),
                        "nominationsClosed", nominations.closeOpen(person, clock.instant()))
                : Map.of();
    }

    @Override
    public Map<String, Integer> forget(PersonId person) {
        return Map.of("participations", participations.delete(person), "nominations", nominations.deleteOf(person));
    }
}
