package tandem.verify.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Connections that each send their own requests one after the other, all at once: a closed loop. */
final class Senders {

    private Senders() {}

    /** What a closed loop achieved: requests answered as expected, and how long it took. */
    record Outcome(long answered, long refused, long nanos) {
        double perSecond() {
            return Reading.perSecond(answered, nanos);
        }
    }

    /** @param queues one list of ready-made requests per connection */
    static Outcome send(int port, List<List<byte[]>> queues, int expectedStatus)
            throws IOException, InterruptedException {
        var connections = new ArrayList<HttpLoad>();
        try (var threads = Executors.newFixedThreadPool(queues.size())) {
            for (int i = 0; i < queues.size(); i++) {
                connections.add(new HttpLoad(port));
            }
            long begun = System.nanoTime();
            var running = new ArrayList<Future<Long>>();
            for (int i = 0; i < queues.size(); i++) {
                var connection = connections.get(i);
                var queue = queues.get(i);
                running.add(threads.submit(() -> drain(connection, queue, expectedStatus)));
            }
            long answered = 0;
            for (var one : running) {
                answered += one.get();
            }
            long all = queues.stream().mapToLong(List::size).sum();
            return new Outcome(answered, all - answered, System.nanoTime() - begun);
        } catch (ExecutionException e) {
            throw new IOException("A connection failed: " + e.getCause(), e);
        } finally {
            for (var connection : connections) {
                connection.close();
            }
        }
    }

    private static long drain(HttpLoad connection, List<byte[]> queue, int expectedStatus) throws IOException {
        long answered = 0;
        for (var request : queue) {
            if (connection.send(request) == expectedStatus) {
                answered++;
            }
        }
        return answered;
    }
}
