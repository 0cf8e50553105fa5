package tandem.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;

/** Radicale, a CalDAV server other people wrote and many run, with one account and its calendars in a folder of the test. */
public final class Radicale implements AutoCloseable {
    public static final String USER = "lea";
    public static final String SECRET = "open-sesame";

    /** What {@code ./tandem test --clients} sets, which has seen to it that the server is there. */
    public static final String WANTED = "clients.skip";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process server;
    private final int port;

    private Radicale(Process server, int port) {
        this.server = server;
        this.port = port;
    }

    static boolean isWanted() {
        return "false".equals(System.getProperty(WANTED));
    }

    static Radicale start() {
        try {
            var folder = Files.createTempDirectory("tandem-radicale");
            int port;
            try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            Files.writeString(folder.resolve("users"), USER + ":" + SECRET + "\n");
            var config = Files.writeString(folder.resolve("config"), """
                    [server]
                    hosts = 127.0.0.1:%d
                    [auth]
                    type = htpasswd
                    htpasswd_filename = %2$s/users
                    htpasswd_encryption = plain
                    [storage]
                    filesystem_folder = %2$s/calendars
                    """.formatted(port, folder));
            var started = new ProcessBuilder("radicale", "--config", config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            await(started, port);
            return new Radicale(started, port);
        } catch (IOException e) {
            throw new UncheckedIOException("Radicale cannot be started", e);
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        server.destroy();
    }

    /** Where a calendar of the account is. */
    public static String address(String calendar) {
        return ConfigProvider.getConfig().getValue("test.radicale", String.class) + calendar + "/";
    }

    private static void await(Process started, int port) throws IOException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (started.isAlive() && System.nanoTime() < deadline) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                return;
            } catch (IOException notYet) {
                pause();
            }
        }
        started.destroy();
        throw new IOException("Radicale does not listen");
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(100));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
