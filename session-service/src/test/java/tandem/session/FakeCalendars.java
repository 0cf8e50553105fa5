package tandem.session;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * A small CalDAV server: one calendar per name, written to by PUT and DELETE like a real one, with tokens that can be made to expire and
 * statuses that can be made to come; and beside it, where foreign clients are tested, a real one.
 */
public final class FakeCalendars implements QuarkusTestResourceLifecycleManager {
    public static final String USER = "lea";
    public static final String SECRET = "open sesame";

    private static final Pattern TOKEN = Pattern.compile("<D:sync-token>(?:urn:token:(\\d+):(\\d+))?</D:sync-token>");
    private static final Pattern HREF = Pattern.compile("<D:href>([^<]*)</D:href>");

    private final Map<String, Calendar> calendars = new ConcurrentHashMap<>();
    private @Nullable HttpServer server;
    private @Nullable Radicale radicale;

    private record Entry(int revision, @Nullable String text) {}

    private static final class Calendar {
        final TreeMap<String, Entry> entries = new TreeMap<>();
        int generation;
        int revision;
        int status;
        int answers;
    }

    @Override
    public Map<String, String> start() {
        try {
            var started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.createContext("/", this::answer);
            started.start();
            server = started;
            var port = started.getAddress().getPort();
            var config = new TreeMap<>(Map.of(
                    "tandem.fetch.trusted", "localhost:" + port,
                    "tandem.fetch.time", "5s",
                    "test.calendars", "http://localhost:" + port));
            if (Radicale.isWanted()) {
                radicale = Radicale.start();
                config.merge("tandem.fetch.trusted", "localhost:" + radicale.port(), (one, other) -> one + "," + other);
                config.put("test.radicale", "http://localhost:" + radicale.port() + "/" + Radicale.USER + "/");
            }
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        Objects.requireNonNull(server).stop(0);
        if (radicale != null) {
            radicale.close();
        }
    }

    /** Where a calendar is. */
    public static String address(String calendar) {
        return ConfigProvider.getConfig().getValue("test.calendars", String.class) + "/" + calendar + "/";
    }

    /** Writes an entry. */
    public static void put(String calendar, String entry, String text) {
        tell("PUT", address(calendar) + entry, text);
    }

    public static void delete(String calendar, String entry) {
        tell("DELETE", address(calendar) + entry, "");
    }

    /** The server knows no token any more that it gave out. */
    public static void expire(String calendar) {
        tell("POST", address(calendar) + "?expire", "");
    }

    /** What the server answers from now on; 0 for what it should. */
    public static void answers(String calendar, int status) {
        tell("POST", address(calendar) + "?" + status, "");
    }

    /** How many contents it sent since it was asked last. */
    public static int sent(String calendar) {
        return Integer.parseInt(tell("POST", address(calendar) + "?sent", ""));
    }

    private static String tell(String method, String address, String body) {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(address))
                    .method(method, BodyPublishers.ofString(body))
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var cut = path.indexOf('/', 1);
        var calendar = calendars.computeIfAbsent(path.substring(1, cut), name -> new Calendar());
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                calendar.entries.put(path, new Entry(++calendar.revision, body));
                send(exchange, 201, "");
            }
            case "DELETE" -> {
                calendar.entries.put(path, new Entry(++calendar.revision, null));
                send(exchange, 204, "");
            }
            case "POST" -> instruct(exchange, calendar);
            default -> {
                if (calendar.status != 0) {
                    send(exchange, calendar.status, "");
                } else if (path.startsWith("/private") && !isAllowed(exchange)) {
                    send(exchange, 401, "");
                } else if (exchange.getRequestMethod().equals("GET")) {
                    file(exchange, calendar);
                } else {
                    ask(exchange, path, calendar, body);
                }
            }
        }
    }

    private static void instruct(HttpExchange exchange, Calendar calendar) throws IOException {
        var words = exchange.getRequestURI().getQuery();
        switch (words) {
            case "expire" -> calendar.generation++;
            case "sent" -> {}
            default -> calendar.status = Integer.parseInt(words);
        }
        send(exchange, 200, Integer.toString(calendar.answers));
        calendar.answers = 0;
    }

    private static boolean isAllowed(HttpExchange exchange) {
        var expected = Base64.getEncoder().encodeToString((USER + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        return ("Basic " + expected).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    /** All entries as one file, the way a calendar is published. */
    private static void file(HttpExchange exchange, Calendar calendar) throws IOException {
        var etag = "\"" + calendar.revision + "\"";
        if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            send(exchange, 304, "");
            return;
        }
        calendar.answers++;
        exchange.getResponseHeaders().add("ETag", etag);
        var texts = calendar.entries.values().stream()
                .map(Entry::text)
                .filter(Objects::nonNull)
                .collect(Collectors.joining());
        send(exchange, 200, texts.isEmpty() ? "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n" : texts);
    }

    private static void ask(HttpExchange exchange, String path, Calendar calendar, String body) throws IOException {
        if (exchange.getRequestMethod().equals("PROPFIND")) {
            send(exchange, 207, multistatus("""
                    <D:response><D:href>%s</D:href><D:propstat><D:prop><D:resourcetype><D:collection/>%s</D:resourcetype>\
                    <D:supported-report-set><D:supported-report><D:report><D:sync-collection/></D:report></D:supported-report>\
                    </D:supported-report-set></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>\
                    """.formatted(path, path.startsWith("/folder") ? "" : "<C:calendar/>")));
        } else if (body.contains("sync-collection")) {
            changes(exchange, calendar, body);
        } else if (body.contains("calendar-query")) {
            send(
                    exchange,
                    207,
                    multistatus(calendar.entries.entrySet().stream()
                            .filter(entry -> entry.getValue().text() != null)
                            .map(entry -> present(entry.getKey(), entry.getValue(), ""))
                            .collect(Collectors.joining())));
        } else {
            var hrefs = HREF.matcher(body).results().map(href -> href.group(1)).toList();
            calendar.answers += hrefs.size();
            send(exchange, 207, multistatus(contents(calendar, hrefs)));
        }
    }

    private static String contents(Calendar calendar, List<String> hrefs) {
        return calendar.entries.entrySet().stream()
                .filter(entry ->
                        hrefs.contains(entry.getKey()) && entry.getValue().text() != null)
                .map(entry -> present(
                        entry.getKey(),
                        entry.getValue(),
                        "<C:calendar-data><![CDATA[" + entry.getValue().text() + "]]></C:calendar-data>"))
                .collect(Collectors.joining());
    }

    private static void changes(HttpExchange exchange, Calendar calendar, String body) throws IOException {
        var token = TOKEN.matcher(body);
        if (!token.find()) {
            send(exchange, 400, "");
            return;
        }
        var since = token.group(1) == null ? 0 : Integer.parseInt(token.group(2));
        if (token.group(1) != null && Integer.parseInt(token.group(1)) != calendar.generation) {
            send(exchange, 409, "<D:error xmlns:D=\"DAV:\"><D:valid-sync-token/></D:error>");
            return;
        }
        var changed = calendar.entries.entrySet().stream()
                .filter(entry -> entry.getValue().revision() > since)
                .filter(entry -> entry.getValue().text() != null || since > 0)
                .map(entry -> entry.getValue().text() == null
                        ? "<D:response><D:href>" + entry.getKey()
                                + "</D:href><D:status>HTTP/1.1 404 Not Found</D:status></D:response>"
                        : present(entry.getKey(), entry.getValue(), ""))
                .collect(Collectors.joining());
        send(
                exchange,
                207,
                multistatus(changed + "<D:sync-token>urn:token:" + calendar.generation + ":" + calendar.revision
                        + "</D:sync-token>"));
    }

    private static String present(String href, Entry entry, String more) {
        return "<D:response><D:href>" + href + "</D:href><D:propstat><D:prop><D:getetag>\"" + entry.revision()
                + "\"</D:getetag>" + more
                + "</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>";
    }

    private static String multistatus(String inside) {
        return "<?xml version=\"1.0\"?><D:multistatus xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\">"
                + inside + "</D:multistatus>";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }
}
