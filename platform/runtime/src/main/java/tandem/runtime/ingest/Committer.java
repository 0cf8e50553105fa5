package tandem.runtime.ingest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import tandem.runtime.Pacing;
import tandem.runtime.ingest.Ingest.Candidate;

/**
 * Commits for one tenant: while one transaction runs, others queue, and the next takes all that have. A lone event is as fast as it
 * can be; a flow is gathered for a moment, because what a commit costs, here and at everyone who follows, is shared by all in it.
 */
final class Committer {

    /** Events in one transaction; only a batch that is larger by itself exceeds it. */
    private static final int TOGETHER_MAX = 1_000;

    /** Requests, however many events they hold: a sender that waits for each answer does not get here. */
    private static final int BUSY_PER_SECOND = 800;

    private static final Duration GATHER = Duration.ofMillis(4);

    private final Pacing pacing = new Pacing(BUSY_PER_SECOND, GATHER, TOGETHER_MAX / 4);
    private final String tenant;
    private final Intake intake;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Request> waiting = new ArrayDeque<>();
    private boolean running;

    Committer(String tenant, Intake intake) {
        this.tenant = tenant;
        this.intake = intake;
    }

    /** The outcomes of the events, once they are durable. Blocks nobody, so that whoever serves many requests may call it. */
    CompletableFuture<List<Outcome>> commit(List<Candidate> events) {
        var request = new Request(events, new CompletableFuture<>());
        enqueue(request);
        return request.outcomes();
    }

    private void enqueue(Request request) {
        lock.lock();
        try {
            waiting.add(request);
            if (!running) {
                running = true;
                Thread.ofVirtual().name("ingest-" + tenant).start(this::commitAll);
            }
        } finally {
            lock.unlock();
        }
    }

    private void commitAll() {
        for (var group = nextGroup(); !group.isEmpty(); group = nextGroup()) {
            commitTogether(group);
            var wait = pacing.after(group.size(), System.nanoTime());
            if (wait.isPositive()) {
                LockSupport.parkNanos(wait.toNanos());
            }
        }
    }

    private List<Request> nextGroup() {
        lock.lock();
        try {
            var group = new ArrayList<Request>();
            int events = 0;
            for (var next = waiting.peek(); next != null; next = waiting.peek()) {
                events += next.events().size();
                if (!group.isEmpty() && events > TOGETHER_MAX) {
                    break;
                }
                group.add(waiting.remove());
            }
            running = !group.isEmpty();
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void commitTogether(List<Request> group) {
        try {
            var events =
                    group.stream().flatMap(request -> request.events().stream()).toList();
            var outcomes = intake.take(tenant, events);
            int from = 0;
            for (var request : group) {
                int to = from + request.events().size();
                request.outcomes().complete(outcomes.subList(from, to));
                from = to;
            }
        } catch (Throwable e) { // whoever waits must be told, whatever happened
            group.forEach(request -> request.outcomes().completeExceptionally(e));
        }
    }

    private record Request(List<Candidate> events, CompletableFuture<List<Outcome>> outcomes) {}
}
