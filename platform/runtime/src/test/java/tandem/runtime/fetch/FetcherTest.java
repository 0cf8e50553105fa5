package tandem.runtime.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tandem.runtime.fetch.FetchFailed.Reason;

/** Fetching from a server that is not always kind. */
class FetcherTest {

    private static final String SECRET = Fetch.basic("ada", "open sesame");

    private final Vertx vertx = Vertx.vertx();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private int port;

    @TempDir
    Path folder;

    FetcherTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        port = server.getAddress().getPort();
    }

    @BeforeEach
    void serve() {
        server.createContext("/", exchange -> {
            heard.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Host") + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, 200, "hello");
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void connectsToTheAddressThatWasCheckedUnderTheNameThatWasAsked() {
        var lookUps = new AtomicInteger();
        var fetcher = new Fetcher(
                Settings.trusting("calendar.example:" + port),
                vertx,
                host -> {
                    if (lookUps.incrementAndGet() > 1) {
                        throw new IOException("looked up again");
                    }
                    return List.of(InetAddress.getLoopbackAddress());
                },
                new HttpClientOptions());

        var answer =
                fetcher.send(Fetch.get(at("calendar.example", "/a?b=c"), 1_000).authorized(SECRET));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(new String(answer.body(), UTF_8)).isEqualTo("hello");
        assertThat(heard).containsExactly("GET /a?b=c calendar.example:" + port + " " + SECRET);
    }

    @Test
    void followsARedirectWithMethodBodyAndWhatProvesWhoAsks() {
        redirect("/old", "/new");

        var answer = fetcher("a.example")
                .send(new Fetch("PROPFIND", at("a.example", "/old"), Map.of("Depth", "0"), SECRET, "x", 1_000));

        assertThat(answer.from()).isEqualTo(at("a.example", "/new"));
        assertThat(heard).containsExactly("PROPFIND /new a.example:" + port + " " + SECRET);
    }

    @Test
    void keepsSecretsFromOtherHosts() {
        redirect("/old", "http://b.example:" + port + "/new");

        fetcher("a.example", "b.example")
                .send(Fetch.get(at("a.example", "/old"), 1_000).authorized(SECRET));

        assertThat(heard).containsExactly("GET /new b.example:" + port + " null");
    }

    @Test
    void checksWhereARedirectLeads() {
        redirect("/old", "http://127.0.0.1:" + port + "/inside");

        assertThat(failure(fetcher("a.example"), "/old")).isEqualTo(Reason.ADDRESS_REFUSED);
        assertThat(heard).isEmpty();
    }

    @Test
    void refusesToLeaveHttps() {
        redirect("/old", "file:///etc/passwd");

        assertThat(failure(fetcher("a.example"), "/old")).isEqualTo(Reason.ADDRESS_REFUSED);
    }

    @Test
    void givesUpOnRedirectsInACircle() {
        redirect("/round", "/round");

        assertThat(failure(fetcher("a.example"), "/round")).isEqualTo(Reason.TOO_MANY_REDIRECTS);
    }

    @Test
    void stopsReadingAnAnswerThatIsTooLong() {
        server.createContext("/long", exchange -> {
            try (exchange;
                    var body = exchange.getResponseBody()) {
                exchange.sendResponseHeaders(200, 0);
                var part = new byte[8_192];
                for (int parts = 0; parts < 1_000_000; parts++) {
                    body.write(part);
                }
            } catch (IOException closed) {
                heard.add("closed");
            }
        });

        assertThat(failure(fetcher("a.example"), "/long")).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void doesNotUnpackAnAnswer() {
        server.createContext("/packed", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            answer(exchange, 200, "as it came");
        });

        var answer = fetcher("a.example").send(Fetch.get(at("a.example", "/packed"), 100));

        assertThat(new String(answer.body(), UTF_8)).isEqualTo("as it came");
    }

    @Test
    void losesPatienceWithAnAnswerThatTrickles() {
        server.createContext("/slow", exchange -> {
            try (exchange;
                    var body = exchange.getResponseBody()) {
                exchange.sendResponseHeaders(200, 0);
                while (true) {
                    body.write('.');
                    body.flush();
                    Thread.sleep(Duration.ofMillis(50));
                }
            } catch (IOException | InterruptedException closed) {
                heard.add("closed");
            }
        });

        assertThat(failure(fetcher("a.example"), "/slow")).isEqualTo(Reason.TOO_SLOW);
    }

    @Test
    void losesPatienceWithALookUp() {
        var fetcher = new Fetcher(
                Settings.trusting("a.example:" + port),
                vertx,
                host -> {
                    try {
                        Thread.sleep(Duration.ofMinutes(1));
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                    return List.of();
                },
                new HttpClientOptions());

        assertThat(failure(fetcher, "/")).isEqualTo(Reason.TOO_SLOW);
    }

    @Test
    void saysWhenNobodyAnswers() throws IOException {
        try (var closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }

        assertThat(failure(fetcher("a.example"), "/")).isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void holdsTheCertificateAgainstTheNameThatWasAskedAndNotTheAddress() throws Exception {
        var certificate = certificate("a.example");
        var secure = vertx.createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate))
                .requestHandler(request -> request.response().end("sealed"))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        port = secure.actualPort();
        var trusting = fetcher(new HttpClientOptions().setTrustOptions(certificate), "a.example", "b.example");
        var strict = fetcher("a.example");

        assertThat(new String(trusting.send(Fetch.get(safe("a.example"), 100)).body(), UTF_8))
                .isEqualTo("sealed");
        assertThat(failure(trusting, safe("b.example"))).isEqualTo(Reason.NOT_TRUSTED);
        assertThat(failure(strict, safe("a.example"))).isEqualTo(Reason.NOT_TRUSTED);
    }

    private URI safe(String host) {
        return URI.create("https://" + host + ":" + port + "/");
    }

    /** A certificate for one name, made by the JDK's own tool. */
    private PfxOptions certificate(String name) throws IOException, InterruptedException {
        var store = folder.resolve(name + ".p12");
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-storetype",
                        "PKCS12",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-validity",
                        "2",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(made).isZero();
        return new PfxOptions().setPath(store.toString()).setPassword("changeit");
    }

    @Test
    void waitsForAPlaceAtAHostThatIsBusy() {
        var most = new AtomicInteger();
        var now = new AtomicInteger();
        var answered = new CopyOnWriteArrayList<Integer>();
        server.createContext("/busy", exchange -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                Thread.sleep(Duration.ofMillis(50));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            now.decrementAndGet();
            answer(exchange, 200, "");
        });
        var fetcher = fetcher("a.example");

        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int asker = 0; asker < 8; asker++) {
                many.execute(() -> answered.add(
                        fetcher.send(Fetch.get(at("a.example", "/busy"), 100)).status()));
            }
        }

        assertThat(answered).hasSize(8).containsOnly(200);

        assertThat(most).hasValueLessThanOrEqualTo(2);
    }

    private Fetcher fetcher(String... hosts) {
        return fetcher(new HttpClientOptions(), hosts);
    }

    private Fetcher fetcher(HttpClientOptions options, String... hosts) {
        var trusted = Set.copyOf(
                List.of(hosts).stream().map(host -> host + ":" + port).toList());
        return new Fetcher(
                new Settings(Set.of(443), Optional.of(trusted), Duration.ofSeconds(2), 3, 2),
                vertx,
                host -> List.of(InetAddress.getLoopbackAddress()),
                options);
    }

    private Reason failure(Fetcher fetcher, String path) {
        return failure(fetcher, at("a.example", path));
    }

    private static Reason failure(Fetcher fetcher, URI address) {
        return catchThrowableOfType(FetchFailed.class, () -> fetcher.send(Fetch.get(address, 100_000)))
                .reason();
    }

    private URI at(String host, String path) {
        return URI.create("http://" + host + ":" + port + path);
    }

    private void redirect(String from, String to) {
        server.createContext(from, exchange -> {
            exchange.getResponseHeaders().add("Location", to);
            answer(exchange, 307, "");
        });
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }
}
