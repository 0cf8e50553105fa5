package tandem.intake.register;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tandem.events.EventTypes;
import tandem.events.IntakeEvent;
import tandem.events.LawfulBasis;
import tandem.events.ProfileState;
import tandem.events.Purpose;
import tandem.events.Topics;
import tandem.events.Uses;

/**
 * Which fields go to whom (R52), read off the very records that carry them: a field added to a record is in the register, in every
 * later receipt and before the eyes of the people without anyone remembering to. {@code docs/fields.md} is the same as a document.
 */
public final class FieldRegister {

    private static final Set<String> PLUMBING = Set.of(
            "person", "consentVersion", "removal", "erasedAs", "purpose", "basis", "textVersion", "counts", "scope");

    /** State goes to the one service its purpose exists for; what FAIRNESS carries stays out of the engine of that service. */
    private static final Map<Purpose, String> READERS = new EnumMap<>(Map.of(
            Purpose.PROGRAMME, "session-service",
            Purpose.MATCHING, "matching-service",
            Purpose.CALENDAR, "session-service",
            Purpose.IMPACT, "analytics-service",
            Purpose.FAIRNESS, "fairness audit of matching-service"));

    private static final List<String> FOLLOWERS = List.of("analytics-service", "matching-service", "session-service");

    private static final List<Outgoing> RECORDS = Stream.concat(
                    Arrays.stream(ProfileState.class.getPermittedSubclasses()),
                    Arrays.stream(IntakeEvent.class.getPermittedSubclasses()).filter(FieldRegister::isAboutAPerson))
            .map(FieldRegister::outgoing)
            .sorted(Comparator.comparing(Outgoing::purpose).thenComparing(Outgoing::type))
            .toList();

    private static final Map<Purpose, PurposeView> PURPOSES = Arrays.stream(Purpose.values())
            .collect(Collectors.toMap(
                    purpose -> purpose, FieldRegister::view, (one, other) -> one, () -> new EnumMap<>(Purpose.class)));

    private FieldRegister() {}

    /** Every record about a person that leaves this service, by purpose. */
    public static List<Outgoing> all() {
        return RECORDS;
    }

    public static PurposeView of(Purpose purpose) {
        return Objects.requireNonNull(PURPOSES.get(purpose));
    }

    public static List<PurposeView> purposes() {
        return List.copyOf(PURPOSES.values());
    }

    private static PurposeView view(Purpose purpose) {
        var terms = Terms.of(purpose);
        var told = RECORDS.stream().filter(one -> one.purpose() == purpose).toList();
        return new PurposeView(
                purpose,
                terms.basis(),
                told.stream().flatMap(one -> one.fields().stream()).distinct().toList(),
                told.stream()
                        .flatMap(one -> one.readers().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                terms.ending());
    }

    private static Outgoing outgoing(Class<?> told) {
        var purpose = told.getAnnotation(Uses.class).value();
        var state = ProfileState.class.isAssignableFrom(told);
        return new Outgoing(
                purpose,
                EventTypes.typeOf(told),
                state ? Topics.PROFILE : Topics.INTAKE,
                fields(told),
                state ? List.of(READERS.getOrDefault(purpose, "nobody")) : FOLLOWERS);
    }

    private static boolean isAboutAPerson(Class<?> event) {
        return Arrays.stream(event.getRecordComponents())
                .map(RecordComponent::getName)
                .anyMatch("person"::equals);
    }

    private static List<String> fields(Class<?> told) {
        return Arrays.stream(told.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(field -> !PLUMBING.contains(field))
                .toList();
    }

    /** A record that is told under a purpose: its fields, and the services that listen to it. */
    public record Outgoing(Purpose purpose, String type, String topic, List<String> fields, List<String> readers) {}

    /** A purpose with all it lets out. */
    public record PurposeView(
            Purpose purpose, LawfulBasis basis, List<String> fields, List<String> readers, String ending) {}
}
