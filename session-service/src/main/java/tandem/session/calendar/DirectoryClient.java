package tandem.session.calendar;

import io.quarkus.oidc.client.OidcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
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

    private final DirectoryApi intake;
    private final OidcClient tokens;
    private final Tenants tenants;
    private final Clock clock;
    private final Map<Question, Answer> answers = new LinkedHashMap<>();

    private record Question(String tenant, String address) {}

    private record Answer(Optional<PersonId> person, Instant until) {}

    DirectoryClient(@RestClient DirectoryApi intake, OidcClient tokens, Tenants tenants, @MachineTime Clock clock) {
        this.intake = intake;
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
            } catch (RuntimeException unreachable) {
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

    private Map<String, @Nullable PersonId> identify(String tenant, List<String> addresses) {
        var token = tokens.getTokens().await().atMost(TOKEN_WAIT).getAccessToken();
        return intake.identify("Bearer " + token, tenant, new DirectoryApi.Addresses(addresses));
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
