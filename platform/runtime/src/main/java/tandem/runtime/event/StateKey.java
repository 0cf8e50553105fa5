package tandem.runtime.event;

import java.util.UUID;
import tandem.events.PersonId;
import tandem.events.ProfileState;
import tandem.events.Purpose;

/** Key of a state on the profile topic: whose, and for which purpose. */
public record StateKey(PersonId person, Purpose purpose) {

    /** Reads {@code <person>:<purpose>}; anything else is an {@link IllegalArgumentException}. */
    public static StateKey parse(String key) {
        var colon = key.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("Not a key of a state");
        }
        return new StateKey(
                new PersonId(UUID.fromString(key.substring(0, colon))), Purpose.valueOf(key.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return ProfileState.key(person, purpose);
    }
}
