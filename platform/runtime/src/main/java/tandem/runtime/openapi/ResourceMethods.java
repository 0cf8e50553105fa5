package tandem.runtime.openapi;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.jboss.jandex.AnnotationTarget.Kind;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** The resource methods of a service, by their route. */
final class ResourceMethods {

    private static final DotName PATH = DotName.createSimple(Path.class);
    private static final DotName PRODUCES = DotName.createSimple(Produces.class);
    private static final DotName OPERATION = DotName.createSimple(Operation.class);
    private static final Map<HttpMethod, DotName> METHODS = Map.of(
            HttpMethod.GET, DotName.createSimple(GET.class),
            HttpMethod.POST, DotName.createSimple(POST.class),
            HttpMethod.PUT, DotName.createSimple(PUT.class),
            HttpMethod.PATCH, DotName.createSimple(PATCH.class),
            HttpMethod.DELETE, DotName.createSimple(DELETE.class));

    private final Map<String, List<MethodInfo>> routes = new HashMap<>();

    ResourceMethods(IndexView index) {
        METHODS.forEach((http, annotation) -> index.getAnnotations(annotation).stream()
                .filter(found -> found.target().kind() == Kind.METHOD)
                .map(found -> found.target().asMethod())
                .forEach(method -> routes.computeIfAbsent(route(http, path(method)), none -> new ArrayList<>())
                        .add(method)));
    }

    /** The method of a route; of two that differ in what they produce, the one that produces JSON. */
    Optional<MethodInfo> find(HttpMethod http, String path) {
        var found = routes.getOrDefault(route(http, path), List.of());
        return found.stream()
                .filter(ResourceMethods::producesJson)
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    private static boolean producesJson(MethodInfo method) {
        var own = method.declaredAnnotation(PRODUCES);
        return own == null || List.of(own.value().asStringArray()).contains(MediaType.APPLICATION_JSON);
    }

    /** What the method does, in its own words. */
    static Optional<String> summary(MethodInfo method) {
        return Optional.ofNullable(method.declaredAnnotation(OPERATION))
                .map(operation -> operation.value("summary"))
                .map(AnnotationValue::asString);
    }

    private static String route(HttpMethod http, String path) {
        return http + " " + path;
    }

    private static String path(MethodInfo method) {
        var own = method.annotation(PATH);
        var path = ofClass(method.declaringClass()) + "/"
                + (own == null ? "" : own.value().asString());
        return ("/" + path)
                .replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}")
                .replaceAll("/{2,}", "/")
                .replaceAll("(?<=.)/$", "");
    }

    private static String ofClass(ClassInfo resource) {
        var path = resource.declaredAnnotation(PATH);
        return path == null ? "" : path.value().asString();
    }
}
