package tandem.runtime.outbox;

import java.util.Collection;
import java.util.Map;
import tandem.events.ProfileState;
import tandem.runtime.event.StateKey;

/** Where the relay asks for the states it is about to send. */
@FunctionalInterface
interface StateSource {

    /** The states of these keys of a tenant as they are now; keys about which nothing is allowed are absent. */
    Map<StateKey, ProfileState> statesOf(String tenant, Collection<StateKey> keys);
}
