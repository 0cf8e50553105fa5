package tandem.runtime.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tandem.runtime.actor.Actor;
import tandem.runtime.failure.Backoff;
import tandem.runtime.ingest.Outcome.Status;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Problem;
import tandem.runtime.problem.Problems;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/**
 * Takes in structured CloudEvents one to a line, for as long as the sender keeps sending, and answers each with a line of its own once
 * it is durable. What is ready is committed together; nobody waits for lines that have not come. It reads no faster than it commits, and
 * a sender that does not read its answers is read no further. Where a stream breaks off, its sender posts again what was not
 * answered: source and id tell what was taken. What cannot be written now, however long one waits, ends the stream with a line that says
 * so; a tenant has so many streams open and no more.
 */
@ApplicationScoped
public class EventStream {

    public static final String MEDIA_TYPE = "application/x-ndjson";

    /** Bytes of one line. */
    static final int LINE_MAX = 256 * 1024;

    private static final int TOGETHER_MAX = 500;
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2));
    private static final int ATTEMPTS_MAX = 8;

    /** Open at the same time, of one tenant. */
    static final int STREAMS_MAX = 16;

    private final CloudEventParser parser;
    private final Ingest ingest;
    private final Tenants tenants;
    private final ObjectMapper json;
    private final Map<String, Semaphore> streams = new ConcurrentHashMap<>();

    EventStream(CloudEventParser parser, Ingest ingest, Tenants tenants, ObjectMapper json) {
        this.parser = parser;
        this.ingest = ingest;
        this.tenants = tenants;
        this.json = json;
    }

    /**
     * What became of the event of a line.
     *
     * @param line its number in the order in which events came, from 1; blank lines do not count
     * @param ends true where nothing is read any more: this event and all after it are to be sent again, later
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Answered(
            long line,
            @Nullable String source,
            @Nullable String id,
            Status status,
            @Nullable Map<String, Object> problem,
            @Nullable Boolean ends) {

        static Answered of(long line, Outcome outcome) {
            return new Answered(line, outcome.source(), outcome.id(), outcome.status(), outcome.problem(), null);
        }

        static Answered last(long line, Problem why) {
            return new Answered(line, null, null, Status.REJECTED, why.members(), true);
        }
    }

    /** What became of events that were under way: all of them, or none is known. */
    private record Settled(List<Outcome> outcomes, @Nullable Problem failure) {}

    /** Events under way, and the number of the first. */
    private record Flight(long first, CompletableFuture<List<Outcome>> outcomes) {}

    /**
     * The answers to a stream, written while it is read.
     *
     * @param ahead what has to be asked before the transaction of the events
     * @throws Refused when the tenant has too many open
     */
    public StreamingOutput answers(Actor actor, InputStream body, Consumer<List<InboundEvent>> ahead) {
        var room = streams.computeIfAbsent(actor.tenant(), tenant -> new Semaphore(STREAMS_MAX));
        if (room.availablePermits() == 0) {
            throw new Refused(
                    CommonProblems.TOO_MANY_REQUESTS, "At most " + STREAMS_MAX + " streams are open at the same time");
        }
        return out -> {
            // taken where it is given back: a request that ends before its answer begins would keep it for good
            if (!room.tryAcquire()) {
                throw new IOException("Too many streams were opened at once");
            }
            try {
                tenants.callAs(actor.tenant(), () -> {
                    answer(actor, new Lines(body, LINE_MAX), ahead, out);
                    return true;
                });
            } finally {
                room.release();
            }
        };
    }

    private void answer(Actor actor, Lines lines, Consumer<List<InboundEvent>> ahead, OutputStream out)
            throws IOException {
        long line = 1;
        Flight flying = null;
        for (var events = together(lines); !events.isEmpty(); events = together(lines)) {
            ahead.accept(events);
            var next = new Flight(line, take(actor, events));
            line += events.size();
            if (flying != null && !write(flying, out)) {
                return;
            }
            flying = next;
            if (!lines.isReady()) { // whoever sends now and then is answered now
                if (!write(flying, out)) {
                    return;
                }
                flying = null;
            }
        }
        if (flying != null) {
            write(flying, out);
        }
    }

    /** The events that are there, at least one; none when the stream has ended. */
    private List<InboundEvent> together(Lines lines) throws IOException {
        var events = new ArrayList<InboundEvent>();
        do {
            var line = lines.next();
            if (line == null) {
                break;
            }
            events.add(
                    Lines.isTooLong(line)
                            ? InboundEvent.unreadable(
                                    null,
                                    null,
                                    new Rejection(
                                            CommonProblems.TOO_LARGE, "A line has at most " + LINE_MAX + " bytes"))
                            : parser.line(line));
        } while (events.size() < TOGETHER_MAX && lines.isReady());
        return events;
    }

    /** Waits for room, as long as it may come: a stream is slowed down before it is refused. */
    private CompletableFuture<List<Outcome>> take(Actor actor, List<InboundEvent> events) {
        for (int failures = 1; ; failures++) {
            try {
                return ingest.take(actor, events);
            } catch (Refused full) {
                if (!full.type().equals(CommonProblems.OVERLOADED) || failures == ATTEMPTS_MAX) {
                    return CompletableFuture.failedFuture(full);
                }
                pause(BACKOFF.after(failures));
            }
        }
    }

    /** Answers whether the stream goes on; where events cannot be written it ends, for they may have been taken or not. */
    private boolean write(Flight flight, OutputStream out) throws IOException {
        var settled = flight.outcomes()
                .handle((done, failure) ->
                        failure == null ? new Settled(done, null) : new Settled(List.of(), Problems.of(failure)))
                .join();
        long line = flight.first();
        for (var outcome : settled.outcomes()) {
            json(out, Answered.of(line++, outcome));
        }
        if (settled.failure() != null) {
            json(out, Answered.last(line, settled.failure()));
        }
        out.flush();
        return settled.failure() == null;
    }

    private void json(OutputStream out, Answered answered) throws IOException {
        out.write(json.writeValueAsBytes(answered));
        out.write('\n');
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(CommonProblems.OVERLOADED, "The service stops", e);
        }
    }
}
