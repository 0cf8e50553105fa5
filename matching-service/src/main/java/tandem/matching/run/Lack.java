package tandem.matching.run;

import java.util.List;
import tandem.events.PersonId;

/**
 * A shortage of seats by name: everybody eligible for these leaders is one of these providers. One seat more with any of them serves
 * one leader more.
 *
 * @param leaders served and waiting ones, who compete for the same seats
 * @param seats the providers' free seats; all of them are given to the leaders
 * @param lacking so many of the leaders wait, whatever is done
 */
public record Lack(List<PersonId> leaders, List<Relief> providers, int seats, int lacking) {

    public Lack {
        leaders = List.copyOf(leaders);
        providers = List.copyOf(providers);
    }

    /**
     * What one seat more at a provider changes.
     *
     * @param saves by how much exactly the plan's cost falls, in hundredths of a point; a leader less who waits saves most of it
     */
    public record Relief(PersonId provider, int seats, long saves) {}
}
