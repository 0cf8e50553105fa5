package tandem.verify.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import tandem.local.Service;
import tandem.simulator.client.Api;
import tandem.simulator.client.Caller;
import tandem.simulator.client.Parallel;

/** Every route of every service that names one thing, as their OpenAPI documents list them. */
final class Routes {
    private final List<Route> routes = new ArrayList<>();

    private record Route(Service service, String method, String path) {
        String of(UUID id) {
            return path.replaceAll("\\{[^}]+}", id.toString());
        }
    }

    Routes(Api api) {
        for (var service : Service.values()) {
            var document = api.anonymous()
                    .get(service, "/q/openapi?format=json")
                    .expect(200)
                    .body();
            document.path("paths").properties().forEach(path -> {
                if ((path.getKey().startsWith("/v1/") || path.getKey().startsWith("/scim/v2/"))
                        && path.getKey().contains("{")) {
                    methods(path.getValue()).forEach(method -> routes.add(new Route(service, method, path.getKey())));
                }
            });
        }
    }

    int count() {
        return routes.size();
    }

    /** How many of them each service has. */
    Map<Service, Long> byService() {
        return routes.stream().collect(Collectors.groupingBy(Route::service, Collectors.counting()));
    }

    /** The routes on which the caller got anything but a refusal with one of the ids. */
    List<String> seenBy(Caller caller, Collection<UUID> ids) {
        var seen = new ConcurrentLinkedQueue<String>();
        Parallel.each(
                routes,
                route -> ids.forEach(id -> {
                    var path = route.of(id);
                    var reads = route.method().equals("get");
                    var status = (switch (route.method()) {
                                case "get" -> caller.get(route.service(), path);
                                case "post" -> caller.post(route.service(), path);
                                default -> caller.call(route.method().toUpperCase(Locale.ROOT), route.service(), path);
                            })
                            .status();
                    // what is wrong with a body, or missing beside it, may be said before anybody looks for the thing;
                    // 401 where a
                    // signature is asked for instead of a token
                    var refused = status == 401
                            || status == 403
                            || status == 404
                            || (!reads && (status == 400 || status == 415 || status == 422 || status == 428));
                    if (!refused) {
                        seen.add("%s %s %s answered %d".formatted(caller.pass().name(), route.method(), path, status));
                    }
                }));
        return List.copyOf(seen);
    }

    private static List<String> methods(JsonNode path) {
        var methods = new ArrayList<String>();
        for (var method : List.of("get", "post", "put", "patch", "delete")) {
            if (path.has(method)) {
                methods.add(method);
            }
        }
        return methods;
    }
}
