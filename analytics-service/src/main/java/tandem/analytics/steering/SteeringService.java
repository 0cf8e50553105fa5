package tandem.analytics.steering;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import tandem.analytics.pilot.Pilots;
import tandem.events.ProgrammeId;

/** Prints steering packs. */
@ApplicationScoped
public class SteeringService {

    private final Pilots pilots;
    private final PackQueries contents;
    private final Packs packs;

    SteeringService(Pilots pilots, PackQueries contents, Packs packs) {
        this.pilots = pilots;
        this.contents = contents;
        this.packs = packs;
    }

    /** Prints the pilot as it stands now; answers the number of the pack. */
    @Transactional
    public int make(ProgrammeId programme) {
        pilots.lock(programme);
        var pack = contents.gather(programme);
        return packs.add(programme, PackPage.of(pack), pack.asOf());
    }
}
