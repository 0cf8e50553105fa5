package tandem.runtime.outbox;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tandem.events.PersonId;
import tandem.events.ProfileState;
import tandem.events.Purpose;
import tandem.runtime.event.StateKey;

/**
 * Says what a purpose allows to be known about a person right now. The relay asks when it sends, not when the change was written, so
 * nothing withdrawn since can go out. It asks in a transaction of the tenant.
 */
public interface StateRenderer {

    /** Empty when nothing is allowed: the topic then forgets the key. */
    Optional<ProfileState> render(String tenant, PersonId person, Purpose purpose);

    /** The states of many keys; keys about which nothing is allowed are absent. Override it where one query serves all. */
    default Map<StateKey, ProfileState> renderAll(String tenant, Collection<StateKey> keys) {
        var states = new HashMap<StateKey, ProfileState>();
        for (var key : keys) {
            render(tenant, key.person(), key.purpose()).ifPresent(state -> states.put(key, state));
        }
        return states;
    }
}
