package tandem.verify.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Sends each request when it is due, on a kept-alive connection that waits for nothing, so that a slow answer delays nobody. One
 * thread for all of them: a hundred would take the two cores from what is measured.
 */
final class OpenLoop implements AutoCloseable {

    /** More than the rate times any answer worth measuring; beyond it requests go out late, and that counts. */
    private static final int CONNECTIONS_MAX = 400;

    private static final int CONNECTIONS_AT_FIRST = 64;
    private static final long TICK_MILLIS = 1;
    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();

    private final InetSocketAddress address;
    private final int expectedStatus;
    private final Selector selector = Selector.open();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final Deque<Connection> idle = new ArrayDeque<>();

    OpenLoop(int port, int expectedStatus) throws IOException {
        this.address = new InetSocketAddress("localhost", port);
        this.expectedStatus = expectedStatus;
        for (int number = 0; number < CONNECTIONS_AT_FIRST; number++) {
            idle.push(connect());
        }
    }

    /** A request and when it is to be sent, by the nano clock. */
    static final class Due {
        private final long nanos;
        private final byte[] request;

        Due(long nanos, byte[] request) {
            this.nanos = nanos;
            this.request = request;
        }
    }

    /** @param schedule in the order of time; returns when the last has been answered */
    void send(List<Due> schedule) throws IOException {
        int next = 0;
        long heard = System.nanoTime();
        while (next < schedule.size() || idle.size() < channels.size()) {
            while (next < schedule.size() && schedule.get(next).nanos <= System.nanoTime() && hasRoom()) {
                var connection = idle.isEmpty() ? connect() : idle.pop();
                connection.send(schedule.get(next).request);
                next++;
            }
            if (selector.select(this::receive, TICK_MILLIS) > 0 || idle.size() == channels.size()) {
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > PATIENCE_NANOS) {
                throw new IOException("No answer for %d s".formatted(PATIENCE_NANOS / 1_000_000_000));
            }
        }
    }

    private boolean hasRoom() {
        return !idle.isEmpty() || channels.size() < CONNECTIONS_MAX;
    }

    private Connection connect() throws IOException {
        var channel = SocketChannel.open(address);
        channels.add(channel);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        var connection = new Connection(channel);
        channel.register(selector, SelectionKey.OP_READ, connection);
        return connection;
    }

    private void receive(SelectionKey key) {
        if (key.attachment() instanceof Connection connection) {
            connection.receive();
        }
    }

    @Override
    public void close() throws IOException {
        for (var channel : channels) {
            channel.close();
        }
        selector.close();
    }

    private final class Connection {
        private static final String HEAD_END = "\r\n\r\n";
        private static final String LENGTH = "content-length:";

        private final SocketChannel channel;
        private final ByteBuffer answer = ByteBuffer.allocate(1 << 14);

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        void send(byte[] request) throws IOException {
            var bytes = ByteBuffer.wrap(request);
            while (bytes.hasRemaining()) { // an idle connection's buffer takes it at once
                channel.write(bytes);
            }
        }

        void receive() {
            try {
                if (channel.read(answer) < 0) {
                    throw new IOException("The server closed the connection");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (isWhole()) {
                answer.clear();
                idle.push(this);
            }
        }

        private boolean isWhole() {
            var text = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
            int head = text.indexOf(HEAD_END);
            if (head < 0) {
                return false;
            }
            if (!text.startsWith(String.valueOf(expectedStatus), "HTTP/1.1 ".length())) {
                throw new IllegalStateException("Not answered with %d: %s".formatted(expectedStatus, text));
            }
            var fields = text.substring(0, head + 2).toLowerCase(Locale.ROOT);
            int length = fields.indexOf(LENGTH);
            if (length < 0) {
                throw new IllegalStateException("An answer without a length: " + fields);
            }
            int from = length + LENGTH.length();
            int body = Integer.parseInt(
                    fields.substring(from, fields.indexOf("\r\n", from)).strip());
            return answer.position() >= head + HEAD_END.length() + body;
        }
    }
}
