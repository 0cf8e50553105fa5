package tandem.events;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tandem.events.input.CalendarInput;
import tandem.events.input.DeliveryInput;
import tandem.events.input.HrInput;

/** The CloudEvents type of every record of the contract, derived from where the record stands and what it is called. */
public final class EventTypes {

    private static final Map<String, Class<?>> RECORDS = new LinkedHashMap<>();

    static {
        Stream.of(
                        ProfileState.class,
                        IntakeEvent.class,
                        MatchingEvent.class,
                        SessionEvent.class,
                        ImpactEvent.class,
                        HrInput.class,
                        DeliveryInput.class,
                        CalendarInput.class)
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .forEach(event -> RECORDS.put(typeOf(event), event));
    }

    private EventTypes() {}

    /** {@code tandem.<family>.<kebab-name>.v<version>}, for example {@code tandem.intake.consent-granted.v1}. */
    public static String typeOf(Class<?> event) {
        var family = kebab(event.getEnclosingClass().getSimpleName());
        var version = event.getAnnotation(Version.class);
        return "tandem." + family.substring(0, family.indexOf('-')) + "." + kebab(event.getSimpleName()) + ".v"
                + (version == null ? 1 : version.value());
    }

    /** The record behind a type, or empty for a type this build does not know. */
    public static Optional<Class<?>> recordOf(String type) {
        return Optional.ofNullable(RECORDS.get(type));
    }

    /** Every record of the contract by its type, in the order the contract lists them. */
    public static Map<String, Class<?>> all() {
        return Map.copyOf(RECORDS);
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
