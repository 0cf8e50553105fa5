package tandem.runtime.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tandem.runtime.actor.Actor;
import tandem.runtime.event.Traces;
import tandem.runtime.ingest.Received.Identity;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/**
 * Takes in posted events. Each gets an outcome, and when this returns, what was accepted is durable. Events posted at the same time
 * for one tenant share a commit; who posts alone waits for nobody.
 */
@ApplicationScoped
public class Ingest {

    /** Events waiting for their commit, over all tenants; beyond it callers are told to come back. */
    static final int WAITING_MAX = 10_000;

    private static final int FLAWS_MAX = 20;

    private final Map<Class<?>, InboundHandler<?>> handlers;
    private final Validator validator;
    private final Intake intake;
    private final Semaphore room = new Semaphore(WAITING_MAX);
    private final Map<String, Committer> committers = new ConcurrentHashMap<>();

    Ingest(@Any Instance<InboundHandler<?>> handlers, Validator validator, Intake intake) {
        this.handlers =
                handlers.stream().collect(Collectors.toUnmodifiableMap(InboundHandler::type, Function.identity()));
        this.validator = validator;
        this.intake = intake;
    }

    /** As {@link #take}, for who waits on a thread of his own. */
    public List<Outcome> accept(Actor actor, List<InboundEvent> events) {
        try {
            return take(actor, events).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Refused refused ? refused : e;
        }
    }

    /**
     * An outcome for each event, in their order, once all are durable. Refused as a whole only when there is no room. Blocks nobody:
     * judging an event is all it does before it returns.
     */
    public CompletableFuture<List<Outcome>> take(Actor actor, List<InboundEvent> events) {
        var outcomes = new ArrayList<@Nullable Outcome>(events.size());
        var fit = new ArrayList<Candidate>(events.size());
        var trace = Traces.current();
        for (var event : events) {
            var handler =
                    event.data() == null ? null : handlers.get(event.data().getClass());
            var rejection = rejection(actor, event, handler);
            if (rejection == null && handler != null) {
                fit.add(new Candidate(event, handler, trace));
                outcomes.add(null);
            } else {
                outcomes.add(Outcome.rejected(event, rejection == null ? CloudEventParser.unknown() : rejection));
            }
        }
        return fit.isEmpty()
                ? CompletableFuture.completedFuture(known(outcomes))
                : commit(actor.tenant(), fit).thenApply(committed -> merged(outcomes, committed));
    }

    private CompletableFuture<List<Outcome>> commit(String tenant, List<Candidate> fit) {
        if (!room.tryAcquire(fit.size())) {
            throw new Refused(CommonProblems.OVERLOADED, "Too many events are waiting to be written");
        }
        return committers
                .computeIfAbsent(tenant, name -> new Committer(name, intake))
                .commit(fit)
                .whenComplete((committed, failure) -> room.release(fit.size()));
    }

    private @Nullable Rejection rejection(Actor actor, InboundEvent event, @Nullable InboundHandler<?> handler) {
        if (event.rejection() != null) {
            return event.rejection();
        }
        if (handler == null || event.data() == null) {
            return CloudEventParser.unknown();
        }
        if (handler.roles().stream().noneMatch(actor::hasRole)) {
            return new Rejection(CommonProblems.FORBIDDEN, "The caller may not post events of this type");
        }
        var violations = validator.validate(event.data());
        return violations.isEmpty() ? null : invalid(violations);
    }

    private static Rejection invalid(Set<ConstraintViolation<Object>> violations) {
        var flaws = violations.stream()
                .limit(FLAWS_MAX)
                .map(violation -> new Rejection.Flaw(pointer(violation.getPropertyPath()), violation.getMessage()))
                .toList();
        return new Rejection(CommonProblems.INVALID, "data is not valid", flaws);
    }

    private static String pointer(Path path) {
        var pointer = new StringBuilder("/data");
        for (var step : path) {
            if (step.getIndex() != null) {
                pointer.append('/').append(step.getIndex());
            }
            if (step.getName() != null && !step.getName().startsWith("<")) {
                pointer.append('/').append(step.getName());
            }
        }
        return pointer.toString();
    }

    private static List<Outcome> merged(List<@Nullable Outcome> outcomes, List<Outcome> committed) {
        var next = committed.iterator();
        return outcomes.stream()
                .map(outcome -> outcome == null ? next.next() : outcome)
                .toList();
    }

    private static List<Outcome> known(List<@Nullable Outcome> outcomes) {
        return merged(outcomes, List.of());
    }

    /** An event that is fit to be taken, and who takes it. */
    record Candidate(
            InboundEvent event,
            InboundHandler<?> handler,
            @Nullable String traceparent) {

        Identity identity() {
            return new Identity(Objects.requireNonNull(event.source()), Objects.requireNonNull(event.id()));
        }
    }
}
