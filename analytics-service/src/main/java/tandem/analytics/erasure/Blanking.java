package tandem.analytics.erasure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tandem.events.EventTypes;
import tandem.events.PersonId;
import tandem.events.ProfileState;
import tandem.events.Purpose;
import tandem.events.TandemEvent;
import tandem.events.Uses;
import tandem.runtime.event.EventCodec;

/** Which events are blanked when IMPACT no longer holds, and what is left of them: the ids, so that they still count. */
final class Blanking {
    /** Types published for IMPACT, by the ids they carry. */
    private static final Map<String, Set<String>> IDS_OF = EventTypes.all().entrySet().stream()
            .filter(type -> TandemEvent.class.isAssignableFrom(type.getValue())
                    && !ProfileState.class.isAssignableFrom(type.getValue())
                    && type.getValue().getAnnotation(Uses.class).value() == Purpose.IMPACT)
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, type -> idsOf(type.getValue())));

    private static final List<String> ABOUT_PERSONS = IDS_OF.keySet().stream()
            .filter(type -> hasPerson(EventTypes.recordOf(type).orElseThrow()))
            .toList();

    private static final List<String> ABOUT_ENGAGEMENTS = IDS_OF.keySet().stream()
            .filter(type -> !ABOUT_PERSONS.contains(type))
            .toList();

    private Blanking() {}

    static boolean concerns(String type) {
        return IDS_OF.containsKey(type);
    }

    /** Types whose subject is the person. */
    static List<String> typesAboutPersons() {
        return ABOUT_PERSONS;
    }

    /** Types whose subject is an engagement of the person. */
    static List<String> typesAboutEngagements() {
        return ABOUT_ENGAGEMENTS;
    }

    /** The payload with its ids alone. */
    static byte[] blank(String type, byte[] payload) {
        try {
            var json = (ObjectNode) EventCodec.json().readTree(payload);
            json.retain(IDS_OF.getOrDefault(type, Set.of()));
            return EventCodec.json().writeValueAsBytes(json);
        } catch (IOException | ClassCastException e) {
            throw new IllegalArgumentException("the payload of " + type + " is no JSON object", e);
        }
    }

    private static boolean hasPerson(Class<?> event) {
        return Arrays.stream(event.getRecordComponents()).anyMatch(component -> component.getType() == PersonId.class);
    }

    private static Set<String> idsOf(Class<?> event) {
        return Arrays.stream(event.getRecordComponents())
                .filter(component -> component.getType().isRecord()
                        && component.getType().getRecordComponents()[0].getType() == UUID.class)
                .map(component -> component.getName())
                .collect(Collectors.toUnmodifiableSet());
    }
}
