package tandem.local;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Real tokens of the realm, as machines and people get them. A token is kept until shortly before it expires, because a simulation
 * calls far more often than a person logs in.
 */
public final class Tokens {
    private static final int MARGIN_SECONDS = 45;
    /** Keycloak answers 500 until it has noticed that its database came back. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration ASK_AGAIN = Duration.ofMillis(500);

    private final String realmUrl;
    private final Secrets secrets;
    private final Clock clock;
    private final Map<Map<String, String>, Kept> kept = new ConcurrentHashMap<>();

    public Tokens(String realmUrl, Secrets secrets) {
        this.realmUrl = realmUrl;
        this.secrets = secrets;
        this.clock = Clock.systemUTC();
    }

    /** A machine's token by its client credentials, such as {@code acme-hris}. */
    public String machine(String clientId) {
        return token(Map.of(
                "grant_type", "client_credentials", "client_id", clientId, "client_secret", secrets.client(clientId)));
    }

    /** A demo person's token by the password of this site. */
    public String person(String username) {
        return token(Map.of(
                "grant_type",
                "password",
                "client_id",
                "tandem-cli",
                "username",
                username,
                "password",
                secrets.people()));
    }

    private String token(Map<String, String> grant) {
        // one login at a time: Keycloak takes two at once by one person for an attack, and locks the account
        return kept.compute(
                        grant,
                        (asked, known) ->
                                known == null || known.expires().isBefore(clock.instant()) ? fetch(asked) : known)
                .token();
    }

    private Kept fetch(Map<String, String> grant) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var asked = clock.instant();
        var response = ask(grant);
        while (response.statusCode() >= 500 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(ASK_AGAIN.toNanos());
            asked = clock.instant();
            response = ask(grant);
        }
        if (response.statusCode() != 200) {
            throw new PartFailed("No token for %s: Keycloak answered %d %s"
                    .formatted(
                            grant.getOrDefault("username", grant.get("client_id")),
                            response.statusCode(),
                            response.body()));
        }
        var answer = Http.json(response);
        var lifetime = answer.path("expires_in").asLong();
        return new Kept(
                answer.path("access_token").asText(), asked.plusSeconds(Math.max(0, lifetime - MARGIN_SECONDS)));
    }

    private HttpResponse<String> ask(Map<String, String> grant) {
        return Http.send(Http.form(realmUrl + "/protocol/openid-connect/token", new HashMap<>(grant)));
    }

    private record Kept(String token, Instant expires) {}
}
