package tandem.runtime.visibility;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Reads from the code that answers who can read what: the lens a person looks through is the policy itself, not a copy of it. */
public final class Exposures {

    private Exposures() {}

    /** Everything these resources show to somebody else than the person, by role. */
    public static List<Exposure> of(Class<?>... resources) {
        return Arrays.stream(resources)
                .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Shows.class))
                .flatMap(Exposures::exposures)
                .sorted(Comparator.comparing(Exposure::role).thenComparing(Exposure::route))
                .toList();
    }

    /** Whether a caller of these roles gets the field. */
    public static boolean shows(Class<? extends Record> answer, String field, Set<String> roles) {
        return Arrays.stream(answer.getRecordComponents())
                .filter(component -> component.getName().equals(field))
                .anyMatch(component -> roles.stream().anyMatch(role -> isFor(component, role)));
    }

    private static Stream<Exposure> exposures(Method method) {
        var shows = Objects.requireNonNull(method.getAnnotation(Shows.class));
        var own = Set.of(shows.own());
        return Arrays.stream(Objects.requireNonNull(method.getAnnotation(RolesAllowed.class), method::toString)
                        .value())
                .filter(role -> !own.contains(role))
                .map(role ->
                        new Exposure(role, route(method), shows.of(), shows.figures(), fields(shows.value(), role)));
    }

    private static List<String> fields(Class<? extends Record> answer, String role) {
        return Arrays.stream(answer.getRecordComponents())
                .filter(component -> isFor(component, role))
                .map(RecordComponent::getName)
                .toList();
    }

    private static boolean isFor(RecordComponent component, String role) {
        var only = component.getAnnotation(OnlyFor.class);
        return only == null || List.of(only.value()).contains(role);
    }

    private static String route(Method method) {
        var verb = Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst()
                .orElseThrow();
        var above = method.getDeclaringClass().getAnnotation(Path.class);
        var own = method.getAnnotation(Path.class);
        return verb + " " + (above == null ? "" : above.value()) + (own == null ? "" : own.value());
    }

    /**
     * What one role can read on one route.
     *
     * @param of whose, in words
     * @param figures about groups, not about the person
     */
    public record Exposure(String role, String route, String of, boolean figures, List<String> fields) {}
}
