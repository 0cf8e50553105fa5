package tandem.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Gives a service under {@code @QuarkusTest} what it needs to run: a fresh PostgreSQL database with its three roles, an issuer of
 * tokens, programme time that a test can move ({@code clock=real}: that nobody can), and, with the argument {@code kafka=true}, a broker with the topics. Without a broker
 * the channels of the service and its relay are off, and a test calls listeners and reads outbox rows itself.
 */
public final class RealParts implements QuarkusTestResourceLifecycleManager {

    private static final Pattern CONNECTOR =
            Pattern.compile("(mp\\.messaging\\.(?:incoming|outgoing)\\.[^.]+)\\.connector");

    private boolean kafka;
    private String clock = "simulated";

    @Override
    public void init(Map<String, String> arguments) {
        kafka = Boolean.parseBoolean(arguments.getOrDefault("kafka", "false"));
        clock = arguments.getOrDefault("clock", clock);
    }

    @Override
    public Map<String, String> start() {
        var service = application();
        var name = service.getProperty("tandem.database");
        if (name == null) {
            throw new IllegalStateException("application.properties does not set tandem.database");
        }
        var config = new HashMap<String, String>();
        database(name, config);
        config.put("tandem.oidc.url", Issuer.url());
        config.put("tandem.clock", clock);
        config.put("tandem.clock.allow-simulated", "true");
        if (kafka) {
            config.put("kafka.bootstrap.servers", Servers.kafka());
        } else {
            config.put("tandem.relay.enabled", "false");
            service.stringPropertyNames().forEach(key -> {
                var channel = CONNECTOR.matcher(key);
                if (channel.matches()) {
                    config.put(channel.group(1) + ".enabled", "false");
                }
            });
        }
        return config;
    }

    /** The servers end with the JVM: another test application may still use them. */
    @Override
    public void stop() {}

    private static void database(String service, Map<String, String> config) {
        var server = Servers.postgres();
        config.put("tandem.db.host", server.host());
        config.put("tandem.db.port", Integer.toString(server.port()));
        config.put("tandem.db.name", EmptyDatabase.of(service).name());
        config.put("tandem.db.owner.password", EmptyDatabase.PASSWORDS.owner());
        config.put("tandem.db.app.password", EmptyDatabase.PASSWORDS.app());
        config.put("tandem.db.feed.password", EmptyDatabase.PASSWORDS.feed());
    }

    private static Properties application() {
        var properties = new Properties();
        try (var file = Thread.currentThread().getContextClassLoader().getResourceAsStream("application.properties")) {
            if (file != null) {
                properties.load(file);
            }
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read application.properties", e);
        }
    }
}
