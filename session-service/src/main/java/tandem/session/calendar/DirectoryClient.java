package tandem.session.calendar;

import com.fasterxml.jackson.core.type.TypeReference;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.runtime.TokensHelper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.event.EventCodec;
import tandem.runtime.tenant.Tenants;
import tandem.runtime.time.MachineTime;

/**
 * Knows whose addresses these are, for ten minutes at most and in memory only. It is asked ahead of the transaction that needs the
 * answers, so that no transaction waits for another service; inside one only what is remembered counts.
 */
@ApplicationScoped
class DirectoryClient {
    private static final Logger LOG = Logger.getLogger(DirectoryClient.class);
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final Duration TOKEN_WAIT = Duration.ofSeconds(3);
    private static final int MOST_REMEMBERED = 20_000;
    private static final int MOST_ASKED = 200;

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final int LONGEST_ANSWER = 256 * 1024;
    private static final TypeReference<Map<String, @Nullable PersonId>> PEOPLE = new TypeReference<>() {};

    private final URI identify;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final TokensHelper token = new TokensHelper();
    private final OidcClient tokens;
    private final Tenants tenants;
    private final Clock clock;
    private final Map<Question, Answer> answers = new LinkedHashMap<>();

    private record Question(String tenant, String address) {}

    private record Answer(Optional<PersonId> person, Instant until) {}

    private record Addresses(List<String> addresses) {}

    DirectoryClient(
            @ConfigProperty(name = "tandem.intake.url") URI intake,
            OidcClient tokens,
            Tenants tenants,
            @MachineTime Clock clock) {
        this.identify = intake.resolve("/v1/directory:identify");
        this.tokens = tokens;
        this.tenants = tenants;
        this.clock = clock;
    }

    /** Asks intake for those addresses that are not remembered; answers whether all are known now. */
    boolean ask(Collection<String> addresses) {
        var tenant = tenants.current();
        var unknown = addresses.stream()
                .filter(address -> isAddress(address) && remembered(tenant, address) == null)
                .distinct()
                .toList();
        for (int from = 0; from < unknown.size(); from += MOST_ASKED) {
            var asked = unknown.subList(from, Math.min(unknown.size(), from + MOST_ASKED));
            try {
                remember(tenant, asked, identify(tenant, asked));
            } catch (IOException | RuntimeException unreachable) {
                // the class only: a message may quote an address
                LOG.warnf("The directory does not answer (%s); what needs it is parked", unreachable.getClass());
                return false;
            }
        }
        return true;
    }

    /** Whether it is remembered of each of these who has it. */
    boolean knows(Collection<String> addresses) {
        var tenant = tenants.current();
        return addresses.stream().allMatch(address -> !isAddress(address) || remembered(tenant, address) != null);
    }

    /** The person remembered to have the address. */
    Optional<PersonId> find(String address) {
        var answer = remembered(tenants.current(), address);
        return answer == null ? Optional.empty() : answer.person();
    }

    private Map<String, @Nullable PersonId> identify(String tenant, List<String> addresses) throws IOException {
        var bearer = token.getTokens(tokens).await().atMost(TOKEN_WAIT).getAccessToken();
        var request = HttpRequest.newBuilder(identify)
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .header(CurrentActor.TENANT_HEADER, tenant)
                .POST(BodyPublishers.ofByteArray(EventCodec.json().writeValueAsBytes(new Addresses(addresses))))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
            if (answer.statusCode() != 200) {
                throw new IOException("status " + answer.statusCode());
            }
            return EventCodec.json().readValue(answer.body(), PEOPLE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stopped);
        }
    }

    private void remember(String tenant, List<String> asked, Map<String, @Nullable PersonId> people) {
        var until = clock.instant().plus(REMEMBERED);
        synchronized (answers) {
            for (var address : asked) {
                answers.put(new Question(tenant, address), new Answer(Optional.ofNullable(people.get(address)), until));
            }
            var oldest = answers.keySet().iterator();
            while (answers.size() > MOST_REMEMBERED) {
                oldest.next();
                oldest.remove();
            }
        }
    }

    private @Nullable Answer remembered(String tenant, String address) {
        synchronized (answers) {
            var question = new Question(tenant, address);
            var answer = answers.get(question);
            if (answer != null && !clock.instant().isBefore(answer.until())) {
                answers.remove(question);
                return null;
            }
            return answer;
        }
    }

    /** Calendars also name people by paths and numbers of their own; nobody in the directory has such an address. */
    private static boolean isAddress(String text) {
        return text.indexOf('@') > 0 && text.length() <= 254;
    }
}
