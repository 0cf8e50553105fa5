package tandem.matching.profile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tandem.events.IntakeEvent.ServiceDecided;
import tandem.events.PersonId;
import tandem.events.ProfileState.MatchingProfile;
import tandem.matching.profile.Absences.Reason;

/** Keeps what is told about a leader, and removes it. */
@ApplicationScoped
public class ProfileService {

    private final Profiles profiles;
    private final Decisions decisions;
    private final Absences absences;
    private final ErasedPeople erased;

    ProfileService(Profiles profiles, Decisions decisions, Absences absences, ErasedPeople erased) {
        this.profiles = profiles;
        this.decisions = decisions;
        this.absences = absences;
        this.erased = erased;
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

    /** Nothing new is proposed until they are back. */
    @Transactional
    public void wentOnLeave(PersonId person, LocalDate since) {
        if (!erased.contains(person)) {
            absences.put(person, Reason.ON_LEAVE, since);
        }
    }

    /** As {@link #wentOnLeave}, for good. */
    @Transactional
    public void leaves(PersonId person, LocalDate lastDay) {
        absences.put(person, Reason.EMPLOYMENT_ENDED, lastDay);
    }

    /** Nothing is held against new proposals any more; answers how much was. */
    @Transactional
    public int isBack(PersonId person) {
        return absences.remove(person);
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
        counts.put("absences", absences.remove(person));
        return counts;
    }
}
