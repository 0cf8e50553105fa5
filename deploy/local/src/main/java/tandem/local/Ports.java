package tandem.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Asks the machine about TCP ports. */
public final class Ports {
    private Ports() {}

    /** A port nobody listens on now; another process may still take it before it is used. */
    public static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port", e);
        }
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
