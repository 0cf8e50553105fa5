package tandem.intake.people;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import tandem.events.PersonId;
import tandem.runtime.actor.Actor;
import tandem.runtime.audit.Act;
import tandem.runtime.audit.AuditTrail;

/** Leaves in the trail who looked up whom, when. */
@ApplicationScoped
class Lookups {

    private final AuditTrail trail;

    Lookups(AuditTrail trail) {
        this.trail = trail;
    }

    void add(Actor by, Kind kind, int asked, Collection<PersonId> answered, boolean addresses) {
        trail.add(
                by,
                new Act(
                        "directory:" + kind.name().toLowerCase(Locale.ROOT),
                        answered.stream().map(PersonId::value).toList(),
                        Map.of("asked", asked, "addresses", addresses ? answered.size() : 0)));
    }

    /** What was asked. */
    enum Kind {
        /** Address to person. */
        IDENTIFY,
        /** Person to name. */
        RESOLVE,
        /** Employee number to person. */
        FIND
    }
}
