package tandem.simulator.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import tandem.local.Service;

/**
 * The four services over HTTP. An overloaded service (503, 429) is asked again after the time it names, a bounded number of times:
 * that is part of the contract, every other refusal is the caller's to judge.
 */
public final class Api {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 20;

    private final Map<Service, URI> services;
    private final HttpClient http;

    public Api(Map<Service, URI> services) {
        this.services = Map.copyOf(services);
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    public Caller as(Pass pass) {
        return new Caller(this, pass);
    }

    /** Without any token. */
    public Caller anonymous() {
        return new Caller(this, Pass.NONE);
    }

    public URI base(Service service) {
        var base = services.get(service);
        if (base == null) {
            throw new IllegalArgumentException("No address for " + service);
        }
        return base;
    }

    Answer send(HttpRequest.Builder building) {
        var request = building.timeout(TIMEOUT).build();
        var name = request.method() + " " + request.uri();
        for (var attempt = 1; ; attempt++) {
            var response = exchange(name, request);
            var overloaded = response.statusCode() == 503 || response.statusCode() == 429;
            if (!overloaded || attempt == ATTEMPTS) {
                return new Answer(name, response.statusCode(), response.body(), Json.read(response.body()));
            }
            Pause.of(Duration.ofSeconds(Math.clamp(
                    response.headers().firstValueAsLong("Retry-After").orElse(1), 1, 5)));
        }
    }

    private HttpResponse<String> exchange(String name, HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StepFailed(name + " got no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed(name + " was interrupted", e);
        }
    }
}
