package tandem.verify.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import tandem.local.Service;
import tandem.simulator.client.Api;
import tandem.simulator.client.Caller;

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
                if (path.getKey().startsWith("/v1/") && path.getKey().contains("{")) {
                    methods(path.getValue()).forEach(method -> routes.add(new Route(service, method, path.getKey())));
                }
            });
        }
    }

    int count() {
        return routes.size();
    }

    /** The routes on which the caller got anything but a refusal with one of the ids. */
    List<String> seenBy(Caller caller, Collection<UUID> ids) {
        var seen = new ArrayList<String>();
        for (var route : routes) {
            for (var id : ids) {
                var path = route.of(id);
                var answer = route.method().equals("get")
                        ? caller.get(route.service(), path)
                        : caller.post(route.service(), path);
                var refused = answer.status() == 403 || answer.status() == 404;
                var empty = answer.status() == 200
                        && answer.body().path("items").isArray()
                        && answer.body().path("items").isEmpty();
                // what is wrong with the request itself may be said before anybody looks for the thing
                var unread = answer.status() == 400 || answer.status() == 415 || answer.status() == 422;
                if (!refused && !empty && !(unread && !route.method().equals("get"))) {
                    seen.add("%s %s %s answered %d"
                            .formatted(caller.pass().name(), route.method(), path, answer.status()));
                }
            }
        }
        return seen;
    }

    private static List<String> methods(JsonNode path) {
        var methods = new ArrayList<String>();
        for (var method : List.of("get", "post")) {
            if (path.has(method)) {
                methods.add(method);
            }
        }
        return methods;
    }
}
