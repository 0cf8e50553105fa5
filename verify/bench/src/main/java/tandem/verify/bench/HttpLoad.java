package tandem.verify.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * One kept-alive HTTP/1.1 connection that sends ready-made bytes and reads the answer's status. A client that costs next to
 * nothing leaves the two cores to what is measured.
 */
final class HttpLoad implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 30_000;

    /** Bytes that every connection takes before anybody reads them. */
    private static final int AT_ONCE = 32 * 1024;

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private final StringBuilder line = new StringBuilder(128);

    HttpLoad(int port) throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress("localhost", port), TIMEOUT_MILLIS);
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /** A whole POST as bytes; built outside the timed part. */
    static byte[] post(String path, String token, String contentType, byte[] body) {
        var head =
                "POST %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(path, token, contentType, body.length)
                        .getBytes(StandardCharsets.ISO_8859_1);
        var request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    /**
     * Sends and waits for the whole answer; the status code. What is long is written while the answer is read: a stream is answered
     * before it has ended, and read no further while its answers are not.
     */
    int send(byte[] request) throws IOException {
        if (request.length <= AT_ONCE) {
            write(request);
            return answer();
        }
        var written = new FutureTask<>(() -> {
            write(request);
            return request.length;
        });
        Thread.ofVirtual().start(written); // ends with the connection at the latest
        var status = answer();
        try {
            written.get();
        } catch (ExecutionException e) {
            throw new IOException("The request cannot be written", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
        return status;
    }

    private void write(byte[] request) throws IOException {
        out.write(request);
        out.flush();
    }

    private int answer() throws IOException {
        var status = Integer.parseInt(readLine().split(" ", 3)[1]);
        int length = 0;
        boolean chunked = false;
        for (var header = readLine(); !header.isEmpty(); header = readLine()) {
            var lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
        }
        if (chunked) {
            skipChunks();
        } else {
            in.skipNBytes(length);
        }
        return status;
    }

    private void skipChunks() throws IOException {
        for (int size = Integer.parseInt(readLine(), 16); size > 0; size = Integer.parseInt(readLine(), 16)) {
            in.skipNBytes(size + 2L);
        }
        readLine();
    }

    private String readLine() throws IOException {
        line.setLength(0);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("The server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
