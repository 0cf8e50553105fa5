package tandem.matching.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tandem.events.IntakeEvent.ServiceDecided;
import tandem.events.PersonId;
import tandem.events.ProfileState.MatchingProfile;

/** Keeps what is told about a leader, and removes it. */
@ApplicationScoped
public class ProfileService {

    private final Profiles profiles;
    private final Decisions decisions;

    ProfileService(Profiles profiles, Decisions decisions) {
        this.profiles = profiles;
        this.decisions = decisions;
    }

    /** Answers whether the state was news. */
    @Transactional
    public boolean keep(MatchingProfile state) {
        return profiles.keep(state);
    }

    @Transactional
    public void decided(ServiceDecided decided) {
        decisions.keep(decided);
    }

    /** The log was cleaned of a state: nothing is allowed any more. */
    @Transactional
    public void removed(PersonId person) {
        profiles.remove(person);
    }

    @Transactional
    public Map<String, Integer> withdrawn(PersonId person, long version) {
        return Map.of("profiles", profiles.withdraw(person, version));
    }

    @Transactional
    public Map<String, Integer> erased(PersonId person) {
        var counts = new TreeMap<String, Integer>();
        counts.put("profiles", profiles.withdraw(person, Long.MAX_VALUE));
        counts.put("decisions", decisions.remove(List.of(person)));
        return counts;
    }
}
