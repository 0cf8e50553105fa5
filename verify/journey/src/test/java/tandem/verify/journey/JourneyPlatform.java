package tandem.verify.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.function.UnaryOperator;
import tandem.local.Accounts;
import tandem.local.Checkout;
import tandem.local.LocalPlatform;
import tandem.local.Secrets;
import tandem.local.Service;
import tandem.local.Site;
import tandem.simulator.client.Api;
import tandem.simulator.client.People;
import tandem.simulator.client.ProgrammeClock;

/** The packaged services with real PostgreSQL, Kafka and Keycloak on free ports, started once for all journeys of a build. */
final class JourneyPlatform {
    private final LocalPlatform platform;
    private final Api api;

    private JourneyPlatform(UnaryOperator<LocalPlatform.Builder> choices) {
        var checkout = Checkout.find();
        platform = choices.apply(
                        LocalPlatform.in(new Site(emptyFolder()), checkout).simulatedClock(true))
                .start();
        var addresses = new EnumMap<Service, URI>(Service.class);
        for (var service : Service.values()) {
            addresses.put(service, URI.create(platform.url(service)));
        }
        api = new Api(addresses);
    }

    static JourneyPlatform running() {
        return Shared.ONE;
    }

    /** One of its own, for a journey that leaves behind what others must not meet; whoever asks for it closes it. */
    static JourneyPlatform apart(UnaryOperator<LocalPlatform.Builder> choices) {
        return new JourneyPlatform(choices);
    }

    void close() {
        platform.close();
    }

    LocalPlatform local() {
        return platform;
    }

    Api api() {
        return api;
    }

    People people() {
        return new People(platform.tokens());
    }

    Accounts accounts() {
        return platform.accounts();
    }

    ProgrammeClock clock() {
        return new ProgrammeClock(api.as(people().machine("simulator")));
    }

    String keycloakUrl() {
        return platform.keycloak().url();
    }

    String keycloakAdminPassword() {
        return new Secrets(platform.site()).get("keycloak-admin");
    }

    /** Started when the first journey asks for it. */
    private static final class Shared {
        private static final JourneyPlatform ONE = new JourneyPlatform(any -> any);
    }

    private static Path emptyFolder() {
        try {
            return Files.createTempDirectory("tandem-journey");
        } catch (IOException e) {
            throw new UncheckedIOException("No folder for the journey", e);
        }
    }
}
