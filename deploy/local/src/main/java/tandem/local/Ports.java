package tandem.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Asks the machine about TCP ports. */
public final class Ports {
    /** Below what systems hand to outgoing connections, one of which would take the port before its server listens. */
    private static final int FROM = 15_000;

    private static final int TO = 32_000;
    private static final int ATTEMPTS = 200;

    private Ports() {}

    /** A port nobody listens on now, and no outgoing connection will be given. */
    public static int free() {
        var random = ThreadLocalRandom.current();
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var port = random.nextInt(FROM, TO);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port between %d and %d".formatted(FROM, TO));
    }

    /** True when a server can listen on the port, on the loopback address and on every address. */
    public static boolean isFree(int port) {
        try (var all = new ServerSocket(port)) {
            all.getLocalPort();
        } catch (IOException e) {
            return false;
        }
        try (var loopback = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return loopback.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
