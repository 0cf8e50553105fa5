package tandem.runtime.outbox;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import tandem.events.EventTypes;
import tandem.events.ProfileState;
import tandem.events.Purpose;
import tandem.events.Uses;

/** Which type of state a purpose has on the profile topic; purposes without one have nothing to tell. */
final class StateTypes {

    private static final Map<Purpose, String> TYPES = Arrays.stream(ProfileState.class.getPermittedSubclasses())
            .collect(Collectors.toUnmodifiableMap(
                    state -> state.getAnnotation(Uses.class).value(), EventTypes::typeOf));

    private StateTypes() {}

    static String of(Purpose purpose) {
        var type = TYPES.get(purpose);
        if (type == null) {
            throw new IllegalArgumentException("No state is published for " + purpose);
        }
        return type;
    }
}
