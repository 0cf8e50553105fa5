package tandem.runtime.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import tandem.runtime.failure.Backoff;
import tandem.runtime.failure.DeadLetters;
import tandem.runtime.failure.Failures;
import tandem.runtime.failure.Work;
import tandem.runtime.ingest.Ingest.Candidate;
import tandem.runtime.ingest.Received.Identity;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/**
 * Takes in events of one tenant in one transaction: claims their identities, lets the handlers act on the new ones, gives back the
 * claims of those they reject. When that fails for good, each is redone alone, so that only the culprit is rejected.
 */
@ApplicationScoped
class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), Duration.ofMillis(500));
    private static final int ATTEMPTS_MAX = 5;

    private final Work work;
    private final Received received;

    Intake(Work work, Received received) {
        this.work = work;
        this.received = received;
    }

    List<Outcome> take(String tenant, List<Candidate> events) {
        try {
            return persistently(tenant, events);
        } catch (Refused e) {
            if (e.type().equals(CommonProblems.OVERLOADED) || events.size() == 1) {
                throw e;
            }
            return oneByOne(tenant, events, e);
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            return oneByOne(tenant, events, e);
        }
    }

    private List<Outcome> oneByOne(String tenant, List<Candidate> events, Throwable failure) {
        if (events.size() == 1) {
            return List.of(culprit(events.getFirst(), failure));
        }
        LOG.infof(
                "%d events together failed and are redone one by one: %s", events.size(), DeadLetters.reason(failure));
        return events.stream().map(event -> alone(tenant, event)).toList();
    }

    private Outcome alone(String tenant, Candidate event) {
        try {
            return persistently(tenant, List.of(event)).getFirst();
        } catch (Refused e) {
            if (e.type().equals(CommonProblems.OVERLOADED)) {
                throw e;
            }
            return culprit(event, e);
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            return culprit(event, e);
        }
    }

    private static Outcome culprit(Candidate event, Throwable failure) {
        if (failure instanceof Refused refused) {
            return Outcome.rejected(event.event(), new Rejection(refused.type(), refused.detail()));
        }
        var state = Failures.sqlState(failure);
        if (state != null && state.startsWith("22")) {
            return Outcome.rejected(
                    event.event(), new Rejection(CommonProblems.INVALID, "data holds a value that cannot be stored"));
        }
        LOG.errorf(failure, "An event of type %s failed", event.event().type());
        return Outcome.rejected(event.event(), new Rejection(CommonProblems.INTERNAL, "This event could not be taken"));
    }

    /** Again while the failure is one that passes, but not for ever: somebody waits for the answer. */
    private List<Outcome> persistently(String tenant, List<Candidate> events) {
        for (int failures = 1; ; failures++) {
            try {
                return work.inTransaction(tenant, () -> inThisTransaction(tenant, events));
            } catch (RuntimeException e) {
                if (!Failures.isTransient(e)) {
                    throw e;
                }
                if (failures == ATTEMPTS_MAX) {
                    throw new Refused(CommonProblems.OVERLOADED, "The events cannot be written just now", e);
                }
                pause(BACKOFF.after(failures));
            }
        }
    }

    private static void pause(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(CommonProblems.OVERLOADED, "The service stops", e);
        }
    }

    private List<Outcome> inThisTransaction(String tenant, List<Candidate> events) throws SQLException {
        var outcomes = new ArrayList<@Nullable Outcome>();
        events.forEach(event -> outcomes.add(null));
        var open = new ArrayList<Integer>();
        for (int place = 0; place < events.size(); place++) {
            open.add(place);
        }
        while (!open.isEmpty()) { // more than once only when an identity occurs more than once
            var round = firstOfEachIdentity(events, open);
            round(tenant, events, round, outcomes);
            open.removeAll(new HashSet<>(round));
        }
        return outcomes.stream().map(outcome -> Objects.requireNonNull(outcome)).toList();
    }

    private static List<Integer> firstOfEachIdentity(List<Candidate> events, List<Integer> places) {
        var first = new LinkedHashMap<Identity, Integer>();
        places.forEach(place -> first.putIfAbsent(events.get(place).identity(), place));
        return List.copyOf(first.values());
    }

    private void round(String tenant, List<Candidate> events, List<Integer> round, List<@Nullable Outcome> outcomes)
            throws SQLException {
        var byIdentity = new LinkedHashMap<Identity, Candidate>();
        round.forEach(place -> byIdentity.put(events.get(place).identity(), events.get(place)));
        var claimed = received.claim(tenant, byIdentity.values());
        var known = claimed.size() == round.size()
                ? Map.<Identity, String>of()
                : received.fingerprints(
                        tenant,
                        byIdentity.keySet().stream()
                                .filter(identity -> !claimed.contains(identity))
                                .toList());
        var news = new ArrayList<Integer>();
        for (var place : round) {
            var candidate = events.get(place);
            if (claimed.contains(candidate.identity())) {
                news.add(place);
            } else {
                outcomes.set(place, again(candidate.event(), known.get(candidate.identity())));
            }
        }
        apply(events, news, outcomes);
        received.giveBack(
                tenant,
                news.stream()
                        .filter(place -> isRejected(outcomes.get(place)))
                        .map(place -> events.get(place).identity())
                        .toList());
    }

    private static boolean isRejected(@Nullable Outcome outcome) {
        return outcome != null && outcome.status() == Outcome.Status.REJECTED;
    }

    private static Outcome again(InboundEvent event, @Nullable String before) {
        if (before == null) {
            throw new OptimisticLockException("Another transaction gave back the identity just now");
        }
        return before.equals(event.fingerprint())
                ? Outcome.of(event, Outcome.Status.DUPLICATE)
                : Outcome.conflict(event);
    }

    /** Hands each run of neighbours of one type to its handler. */
    private static void apply(List<Candidate> events, List<Integer> news, List<@Nullable Outcome> outcomes) {
        for (int from = 0; from < news.size(); ) {
            var handler = events.get(news.get(from)).handler();
            int to = from + 1;
            while (to < news.size() && events.get(news.get(to)).handler().equals(handler)) {
                to++;
            }
            var places = news.subList(from, to);
            var run = places.stream().map(events::get).toList();
            var verdicts = run.size() == 1 ? single(handler, run) : verdicts(handler, run);
            for (int i = 0; i < run.size(); i++) {
                outcomes.set(places.get(i), outcome(run.get(i).event(), verdicts.get(i)));
            }
            from = to;
        }
    }

    /** What it tells needs not name its cause, and goes on with the trace of its request. */
    private static List<Verdict> single(InboundHandler<?> handler, List<Candidate> run) {
        return inbound(run.getFirst()).causing(() -> verdicts(handler, run));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the handler was chosen by the class of the data
    private static List<Verdict> verdicts(InboundHandler handler, List<Candidate> run) {
        var verdicts =
                (List<Verdict>) handler.apply(run.stream().map(Intake::inbound).toList());
        if (verdicts.size() != run.size()) {
            throw new IllegalStateException(
                    handler.getClass() + " gave " + verdicts.size() + " verdicts on " + run.size() + " events");
        }
        return verdicts;
    }

    private static Inbound<Object> inbound(Candidate candidate) {
        var event = candidate.event();
        var identity = candidate.identity();
        return new Inbound<>(
                identity.source(),
                identity.id(),
                event.time(),
                Objects.requireNonNull(event.data()),
                candidate.traceparent());
    }

    private static Outcome outcome(InboundEvent event, Verdict verdict) {
        var rejection = verdict.rejection();
        return rejection == null ? Outcome.of(event, Outcome.Status.ACCEPTED) : Outcome.rejected(event, rejection);
    }
}
