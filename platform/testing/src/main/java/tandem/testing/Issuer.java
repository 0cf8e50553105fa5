package tandem.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/**
 * Stands where Keycloak stands: publishes the public half of the key that {@link Tokens} sign with, and below it, at
 * {@code /certs/asked}, how often it was asked for.
 */
public final class Issuer {

    /** The key id in the header of a token. */
    public static final String KEY_ID = "test-key";

    private static final String REALM = "/realms/tandem";
    private static final int KEY_BITS = 2048;

    private Issuer() {}

    /** Issuer of the tokens, and where its metadata are. */
    public static String url() {
        return Shared.once("tandem.test.issuer", Issuer::serve);
    }

    /** The key that signs, private half included: a test may want to forge. */
    public static RsaJsonWebKey key() {
        var json = Shared.once("tandem.test.issuer.key", () -> {
            try {
                var key = RsaJwkGenerator.generateJwk(KEY_BITS);
                key.setKeyId(KEY_ID);
                key.setAlgorithm("RS256");
                key.setUse("sig");
                return key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
            } catch (JoseException e) {
                throw new IllegalStateException("This JVM makes no RSA keys", e);
            }
        });
        try {
            return (RsaJsonWebKey) JsonWebKey.Factory.newJwk(json);
        } catch (JoseException e) {
            throw new IllegalStateException("The key cannot be read back", e);
        }
    }

    private static String serve() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var url = "http://localhost:" + server.getAddress().getPort() + REALM;
            var metadata = """
                    {"issuer":"%1$s","jwks_uri":"%1$s/certs","token_endpoint":"%1$s/token","authorization_endpoint":"%1$s/auth"}
                    """.formatted(url);
            var keys = "{\"keys\":[" + key().toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY) + "]}";
            server.createContext(REALM + "/.well-known/openid-configuration", exchange -> answer(exchange, metadata));
            var asked = new AtomicInteger();
            server.createContext(REALM + "/certs", exchange -> {
                asked.incrementAndGet();
                answer(exchange, keys);
            });
            server.createContext(REALM + "/certs/asked", exchange -> answer(exchange, asked.toString()));
            server.start();
            return url;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot serve the keys", e);
        }
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        try (exchange) {
            var bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
