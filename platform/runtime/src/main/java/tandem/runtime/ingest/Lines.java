package tandem.runtime.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of a stream that need not end. No line costs more memory than the longest that is taken, however long it is. */
final class Lines {

    /** Stands for a line that was too long: no other has no bytes. */
    private static final byte[] TOO_LONG = new byte[0];

    private static final int FIRST_BUFFER = 16 * 1024;

    private final InputStream in;
    private final int longest;
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int from;
    private int scanned;
    private int to;
    private boolean ended;

    Lines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    static boolean isTooLong(byte[] line) {
        return line.length == 0;
    }

    /** The next line that is not blank, without its end, or one that {@link #isTooLong}; null when there is none. Waits for it. */
    byte @Nullable [] next() throws IOException {
        while (true) {
            var end = endOfLine();
            if (end >= 0) {
                var line = Arrays.copyOfRange(buffer, from, end);
                from = end + 1;
                scanned = from;
                if (line.length > longest) {
                    return TOO_LONG;
                }
                if (!isBlank(line)) {
                    return line;
                }
            } else if (to - from > longest) {
                readPast();
                return TOO_LONG;
            } else if (ended) {
                var rest = Arrays.copyOfRange(buffer, from, to);
                from = to;
                scanned = to;
                return isBlank(rest) ? null : rest;
            } else {
                fill();
            }
        }
    }

    /** Whether the next line can be had without waiting for the sender. */
    boolean isReady() throws IOException {
        return endOfLine() >= 0 || (!ended && in.available() > 0);
    }

    private int endOfLine() {
        for (; scanned < to; scanned++) {
            if (buffer[scanned] == '\n') {
                return scanned;
            }
        }
        return -1;
    }

    private void fill() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            scanned -= from;
            from = 0;
        }
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        var read = in.read(buffer, to, buffer.length - to);
        ended = read < 0;
        to += Math.max(0, read);
    }

    private void readPast() throws IOException {
        while (endOfLine() < 0 && !ended) {
            from = to;
            fill();
        }
        from = endOfLine() < 0 ? to : endOfLine() + 1;
        scanned = from;
    }

    private static boolean isBlank(byte[] line) {
        for (var b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
