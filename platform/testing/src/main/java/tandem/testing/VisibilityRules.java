package tandem.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import tandem.events.DecisionId;
import tandem.events.EngagementId;
import tandem.events.IntakeId;
import tandem.events.MatchId;
import tandem.events.PersonId;
import tandem.events.RemovalId;
import tandem.events.SessionId;
import tandem.events.SponsorActionId;
import tandem.runtime.page.Page;
import tandem.runtime.visibility.AnswerFields;
import tandem.runtime.visibility.Exposures;
import tandem.runtime.visibility.Shows;
import tandem.runtime.visibility.ShowsNobody;

/**
 * Holds "what my employer can see" to the code and to answers: no resource method shows people without being named in the lens, and
 * an answer carries the fields the lens names and no others.
 */
public final class VisibilityRules {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What every service answers alike, such as its audit trail. */
    private static final String PLATFORM = "tandem.runtime";

    /** An answer with one of these in it is about somebody. */
    private static final Set<Class<?>> PERSONAL = Set.of(
            PersonId.class,
            EngagementId.class,
            MatchId.class,
            SessionId.class,
            SponsorActionId.class,
            IntakeId.class,
            DecisionId.class,
            RemovalId.class);

    private VisibilityRules() {}

    /**
     * Fails unless every resource method below the package that shows people says so, and the lens names each.
     *
     * @param lens the routes the service's {@code GET /v1/visibility} names
     */
    public static void check(String root, Set<String> lens) {
        var methods = Stream.of(root, PLATFORM)
                .flatMap(below -> methods(below).stream())
                .toList();

        assertThat(unmarked(methods))
                .as("resource methods that show people and carry neither @Shows nor @ShowsNobody")
                .isEmpty();
        assertThat(lens).as("routes of the lens").containsExactlyInAnyOrderElementsOf(shownToOthers(methods));
    }

    /** What an answer of {@code GET /v1/visibility} says a role can read: fields by route. */
    public static Map<String, List<String>> lens(String json, String role) {
        var lens = new TreeMap<String, List<String>>();
        for (var view : tree(json).path("roles")) {
            if (view.path("role").asText().equals(role)) {
                view.path("sees")
                        .forEach(seen -> lens.put(
                                seen.path("route").asText(),
                                seen.path("fields")
                                        .valueStream()
                                        .map(JsonNode::asText)
                                        .toList()));
            }
        }
        return lens;
    }

    /** All routes an answer of {@code GET /v1/visibility} names. */
    public static Set<String> routes(String json) {
        return Exposures.READERS.stream()
                .flatMap(role -> lens(json, role).keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Fails unless what a role got on a route is what the lens names for it, field by field. */
    public static void compare(String role, String route, @Nullable List<String> named, Set<String> carried) {
        if (named == null) {
            assertThat(carried).as("%s must get nothing from %s", role, route).isEmpty();
            return;
        }
        assertThat(unnamed(carried, named))
                .as("fields %s got from %s that the lens does not name", role, route)
                .isEmpty();
        assertThat(uncarried(carried, named))
                .as("fields the lens names for %s on %s that no answer carried", role, route)
                .isEmpty();
    }

    /** The fields of an answer: of an object, or of all items of a list or page together. */
    public static Set<String> fields(String json) {
        var fields = new TreeSet<String>();
        var tree = tree(json);
        collect(isPage(tree) ? tree.path("items") : tree, "", fields);
        return fields;
    }

    private static boolean isPage(JsonNode tree) {
        return tree.size() == 2 && tree.has("items") && tree.has("next");
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No JSON: " + json, e);
        }
    }

    /** Fields of answers that the lens does not name; null, or an empty list, tells nothing. */
    public static Set<String> unnamed(Collection<String> carried, Collection<String> named) {
        return carried.stream()
                .filter(field -> !field.endsWith("[]"))
                .filter(field -> named.stream()
                        .noneMatch(name -> field.equals(name) || name.startsWith(field + ".") || isUnder(name, field)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Fields the lens names that no answer carried; an empty list stands for the fields of its items. */
    public static Set<String> uncarried(Collection<String> carried, Collection<String> named) {
        return named.stream()
                .filter(name -> carried.stream()
                        .noneMatch(field -> name.equals(field)
                                || isUnder(name, field)
                                || (field.endsWith("[]") && (name + ".").startsWith(plain(field) + "."))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Methods that must say what they show and do not. */
    static List<String> unmarked(Collection<Method> methods) {
        return methods.stream()
                .filter(method -> readers(method).findAny().isPresent())
                .filter(method -> !isOwn(Exposures.route(method)))
                .filter(method ->
                        !method.isAnnotationPresent(Shows.class) && !method.isAnnotationPresent(ShowsNobody.class))
                .filter(VisibilityRules::isAboutPeople)
                .filter(method -> method.isAnnotationPresent(GET.class) || !canBeReadAnyway(method, methods))
                .map(method -> Exposures.route(method) + " ("
                        + method.getDeclaringClass().getSimpleName() + ")")
                .sorted()
                .toList();
    }

    static List<Method> methods(String root) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(root).stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .map(JavaClass::reflect)
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .filter(VisibilityRules::isCallable)
                        .toList();
    }

    private static Set<String> shownToOthers(Collection<Method> methods) {
        return methods.stream()
                .filter(method -> method.isAnnotationPresent(Shows.class))
                .filter(method -> readers(method)
                        .anyMatch(role -> !List.of(
                                        method.getAnnotation(Shows.class).own())
                                .contains(role)))
                .map(Exposures::route)
                .collect(Collectors.toSet());
    }

    /** A change answers with what its caller may read by another route as well. */
    private static boolean canBeReadAnyway(Method method, Collection<Method> methods) {
        return readers(method)
                .allMatch(role -> methods.stream()
                        .filter(other -> other.isAnnotationPresent(Shows.class))
                        .filter(other -> readers(other).anyMatch(role::equals))
                        .anyMatch(other -> other.getAnnotation(Shows.class).value() == entity(method)));
    }

    /** Routes that answer with the caller's own things and take nobody's id. */
    private static boolean isOwn(String route) {
        return route.contains(" /v1/me") || route.endsWith(" /v1/visibility");
    }

    private static boolean isAboutPeople(Method method) {
        var answer = entity(method);
        return answer != void.class
                && (isOpaque(answer) || AnswerFields.types(answer).anyMatch(PERSONAL::contains));
    }

    private static boolean isOpaque(Type answer) {
        return answer == Response.class
                || answer == String.class
                || (answer instanceof Class<?> type && TreeNode.class.isAssignableFrom(type));
    }

    /** What the body says, without what it is wrapped in. */
    private static Type entity(Method method) {
        return method.getGenericReturnType() instanceof ParameterizedType type
                        && (type.getRawType() == RestResponse.class || type.getRawType() == Page.class)
                ? type.getActualTypeArguments()[0]
                : method.getGenericReturnType();
    }

    private static Stream<String> readers(Method method) {
        var allowed = method.getAnnotation(RolesAllowed.class);
        return allowed == null ? Stream.empty() : Arrays.stream(allowed.value()).filter(Exposures.READERS::contains);
    }

    private static boolean isCallable(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    private static void collect(JsonNode node, String path, Set<String> fields) {
        if (node.isObject()) {
            node.properties().forEach(field -> collect(field.getValue(), below(path, field.getKey()), fields));
        } else if (node.isArray()) {
            node.forEach(item -> collect(item, path, fields));
        }
        if (!path.isEmpty() && (node.isNull() || (node.isContainerNode() && node.isEmpty()))) {
            fields.add(path + "[]");
        } else if (node.isValueNode()) {
            fields.add(path);
        }
    }

    private static String below(String path, String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private static String plain(String field) {
        return field.endsWith("[]") ? field.substring(0, field.length() - 2) : field;
    }

    /** Whether the name is of a map, such as {@code counts.*}, and the field one of its entries. */
    private static boolean isUnder(String name, String field) {
        return name.endsWith(".*") && field.startsWith(name.substring(0, name.length() - 1));
    }
}
