package tandem.runtime.audit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Something that was done.
 *
 * @param what a route or a look-up, never a text of a person
 * @param about people and things it was about
 * @param counts figures that say how much
 */
public record Act(String what, List<UUID> about, Map<String, Integer> counts) {

    public Act {
        about = List.copyOf(about);
        counts = Map.copyOf(counts);
    }

    public static Act of(String what, Collection<UUID> about) {
        return new Act(what, List.copyOf(about), Map.of());
    }
}
