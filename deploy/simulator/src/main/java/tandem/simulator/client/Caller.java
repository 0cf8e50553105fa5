package tandem.simulator.client;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.UUID;
import tandem.local.Service;

/** One caller of the services. Every JSON POST carries a fresh {@code Idempotency-Key}. */
public record Caller(Api api, Pass pass) {

    public Answer get(Service service, String path) {
        return api.send(request(service, path).GET());
    }

    public Answer post(Service service, String path, Object body) {
        return api.send(request(service, path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofByteArray(Json.bytes(body))));
    }

    /** A POST that says all in its path. */
    public Answer post(Service service, String path) {
        return post(service, path, Map.of());
    }

    public Answer put(Service service, String path, Object body) {
        return api.send(request(service, path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(Json.bytes(body))));
    }

    /** A POST with headers and a body of any kind. */
    public Answer post(Service service, String path, Map<String, String> headers, byte[] body) {
        return send(request(service, path).POST(BodyPublishers.ofByteArray(body)), headers);
    }

    /** A PUT with headers and a body of any kind. */
    public Answer put(Service service, String path, Map<String, String> headers, byte[] body) {
        return send(request(service, path).PUT(BodyPublishers.ofByteArray(body)), headers);
    }

    /** A PATCH with headers and a body of any kind. */
    public Answer patch(Service service, String path, Map<String, String> headers, byte[] body) {
        return send(request(service, path).method("PATCH", BodyPublishers.ofByteArray(body)), headers);
    }

    public Answer delete(Service service, String path) {
        return api.send(request(service, path).DELETE());
    }

    private Answer send(HttpRequest.Builder request, Map<String, String> headers) {
        headers.forEach(request::header);
        return api.send(request);
    }

    /** Any other verb, with an empty object. */
    public Answer call(String method, Service service, String path) {
        return api.send(request(service, path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofByteArray(Json.bytes(Map.of()))));
    }

    private HttpRequest.Builder request(Service service, String path) {
        var request = HttpRequest.newBuilder(URI.create(api.base(service) + path));
        pass.token().get().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        pass.tenant().ifPresent(tenant -> request.header("Tandem-Tenant", tenant));
        return request;
    }
}
