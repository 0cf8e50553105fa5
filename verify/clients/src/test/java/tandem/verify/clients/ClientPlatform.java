package tandem.verify.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tandem.local.Checkout;
import tandem.local.LocalPlatform;
import tandem.local.Service;
import tandem.local.Site;

/** The packaged services that foreign clients talk to, on real PostgreSQL, Kafka and Keycloak; started once for all tests. */
final class ClientPlatform {
    private static final LocalPlatform RUNNING = LocalPlatform.in(new Site(emptyFolder()), Checkout.find())
            .services(Service.INTAKE, Service.SESSION)
            .start();

    private ClientPlatform() {}

    static String intake() {
        return RUNNING.url(Service.INTAKE);
    }

    static String sessions() {
        return RUNNING.url(Service.SESSION);
    }

    static String kafka() {
        return RUNNING.kafka().bootstrapServers();
    }

    /** A token of the calendar integration of acme, as the realm issues it. */
    static String calendarToken() {
        return RUNNING.tokens().machine("acme-calendar");
    }

    /** A token of the HR system of acme, as the realm issues it. */
    static String hrToken() {
        return RUNNING.tokens().machine("acme-hris");
    }

    /** A token of a programme lead of acme, who may look employees up. */
    static String leadToken() {
        return RUNNING.tokens().person("ada-lead");
    }

    private static Path emptyFolder() {
        try {
            return Files.createTempDirectory("tandem-clients");
        } catch (IOException e) {
            throw new UncheckedIOException("No folder for the clients", e);
        }
    }
}
