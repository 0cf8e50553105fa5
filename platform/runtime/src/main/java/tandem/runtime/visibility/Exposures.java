package tandem.runtime.visibility;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import tandem.runtime.actor.Roles;

/** Reads from the code that answers who can read what: the lens a person looks through is the policy itself, not a copy of it. */
public final class Exposures {

    /** Everybody who may look, those too who see nothing: an empty list is an answer. A manager has no account and sees nothing. */
    public static final List<String> READERS = List.of(
            "manager",
            Roles.PROGRAM_LEAD,
            Roles.OPERATIONS_OWNER,
            Roles.HR_PARTNER,
            Roles.STEERING,
            Roles.ANALYST,
            Roles.BI,
            Roles.DATA_PROTECTION,
            Roles.PROVIDER,
            Roles.PARTICIPANT,
            Roles.DELEGATE);

    private Exposures() {}

    /** What each kind of reader can read through these resources. */
    public static List<RoleView> byRole(Class<?>... resources) {
        var all = of(resources);
        return READERS.stream()
                .map(role -> new RoleView(
                        role,
                        all.stream()
                                .filter(exposure -> exposure.role().equals(role))
                                .toList()))
                .toList();
    }

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
                .anyMatch(component -> roles.stream().anyMatch(role -> AnswerFields.isFor(component, role)));
    }

    private static Stream<Exposure> exposures(Method method) {
        var shows = Objects.requireNonNull(method.getAnnotation(Shows.class));
        var own = Set.of(shows.own());
        return Arrays.stream(Objects.requireNonNull(method.getAnnotation(RolesAllowed.class), method::toString)
                        .value())
                .filter(role -> !own.contains(role))
                .map(role -> new Exposure(
                        role, route(method), shows.of(), shows.figures(), AnswerFields.fields(shows.value(), role)));
    }

    /** Verb and path of a resource method, as {@code GET /v1/things/{id}}, and the format where it is not JSON. */
    public static String route(Method method) {
        var verb = Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst()
                .orElseThrow();
        var above = method.getDeclaringClass().getAnnotation(Path.class);
        var own = method.getAnnotation(Path.class);
        return verb + " " + (above == null ? "" : above.value()) + (own == null ? "" : own.value()) + format(method);
    }

    private static String format(Method method) {
        var produces = method.getAnnotation(Produces.class);
        var format = produces == null
                ? MediaType.APPLICATION_JSON
                : produces.value()[0].split(";", -1)[0];
        return format.equals(MediaType.APPLICATION_JSON) ? "" : " as " + format;
    }

    /**
     * What one role can read on one route.
     *
     * @param of whose, in words
     * @param figures about groups, not about the person
     */
    public record Exposure(String role, String route, String of, boolean figures, List<String> fields) {}

    /** What people of a role can read, route by route; empty when that is nothing. */
    public record RoleView(String role, List<Exposure> sees) {}
}
