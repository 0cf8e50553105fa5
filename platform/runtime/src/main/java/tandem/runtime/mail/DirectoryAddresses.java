package tandem.runtime.mail;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.type.TypeReference;
import io.quarkus.arc.DefaultBean;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.runtime.TokensHelper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.event.EventCodec;
import tandem.runtime.tenant.Tenants;

/** Asks the directory of intake-service, which keeps a record of every answer. Nothing is remembered. */
@ApplicationScoped
@DefaultBean
class DirectoryAddresses implements AddressBook {
    private static final Duration TOKEN_WAIT = Duration.ofSeconds(3);
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 256 * 1024;
    private static final TypeReference<Map<String, Name>> NAMES = new TypeReference<>() {};

    private final URI resolve;
    private final OidcClient tokens;
    private final Tenants tenants;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final TokensHelper token = new TokensHelper();

    private record Persons(List<PersonId> persons) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Name(
            String givenName, String familyName, @Nullable String email) {}

    DirectoryAddresses(@ConfigProperty(name = "tandem.intake.url") URI intake, OidcClient tokens, Tenants tenants) {
        this.resolve = intake.resolve("/v1/directory:resolve");
        this.tokens = tokens;
        this.tenants = tenants;
    }

    @Override
    public Map<PersonId, Addressee> find(Collection<PersonId> people) {
        try {
            var found = new HashMap<PersonId, Addressee>();
            ask(List.copyOf(people))
                    .forEach((person, name) -> found.put(
                            PersonId.of(person), new Addressee(name.givenName(), name.familyName(), name.email())));
            return found;
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("stopped", stopped));
        }
    }

    private Map<String, Name> ask(List<PersonId> people) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(resolve)
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + bearer())
                .header("Content-Type", "application/json")
                .header(CurrentActor.TENANT_HEADER, tenants.current())
                .POST(BodyPublishers.ofByteArray(EventCodec.json().writeValueAsBytes(new Persons(people))))
                .build();
        var answer = http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
        return EventCodec.json().readValue(answer.body(), NAMES);
    }

    private String bearer() throws IOException {
        try {
            return token.getTokens(tokens).await().atMost(TOKEN_WAIT).getAccessToken();
        } catch (RuntimeException refused) {
            throw new IOException("no token", refused);
        }
    }
}
