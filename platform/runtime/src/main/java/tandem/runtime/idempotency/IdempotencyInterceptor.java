package tandem.runtime.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.Context;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tandem.runtime.actor.CurrentActor;
import tandem.runtime.failure.NewTransaction;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.ProblemType;
import tandem.runtime.problem.Refused;

/**
 * Runs a creating request once per key. The effect, the key and the answer are one transaction: a crash leaves all of them or none,
 * and there is no state in between to clean up. While it runs, the key is held by a lock that dies with the transaction. A refusal
 * has no effect and is kept right after; any other failure frees the key (docs/decisions/0013).
 */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100) // around the transaction of the use case, which joins this one
class IdempotencyInterceptor {

    static final String HEADER = "Idempotency-Key";

    private static final Set<ProblemType> OURS =
            Set.of(CommonProblems.IDEMPOTENCY_KEY_IN_USE, CommonProblems.IDEMPOTENCY_KEY_REUSED);

    private final Answers answers;
    private final AnswerFormat format;
    private final CurrentActor actor;
    private final CurrentVertxRequest http;
    private final ObjectMapper json;
    private final NewTransaction transaction;

    IdempotencyInterceptor(
            Answers answers,
            AnswerFormat format,
            CurrentActor actor,
            CurrentVertxRequest http,
            ObjectMapper json,
            NewTransaction transaction) {
        this.answers = answers;
        this.format = format;
        this.actor = actor;
        this.http = http;
        this.json = json;
        this.transaction = transaction;
    }

    @AroundInvoke
    @Nullable
    Object once(InvocationContext call) throws Exception {
        var request = requestKey();
        var asked = fingerprint(call);
        try {
            return transaction.call(() -> answer(request, asked, call));
        } catch (Refused refusal) {
            if (isNotKept(refusal)) {
                throw refusal;
            }
            return keep(request, format.of(asked, refusal), call);
        }
    }

    private @Nullable Object answer(RequestKey request, String asked, InvocationContext call) throws Exception {
        if (!answers.take(request)) {
            throw new Refused(CommonProblems.IDEMPOTENCY_KEY_IN_USE, "Wait for the first request, then repeat");
        }
        var kept = answers.find(request);
        if (kept.isPresent()) {
            return replay(kept.get(), asked, call);
        }
        var returned = call.proceed();
        answers.keep(request, format.of(asked, returned));
        return returned;
    }

    private @Nullable Object replay(Answer kept, String asked, InvocationContext call) {
        if (!kept.request().equals(asked)) {
            throw new Refused(CommonProblems.IDEMPOTENCY_KEY_REUSED, "Use a new key for another request");
        }
        http.getCurrent().response().putHeader(Idempotent.REPLAYED, "true");
        return format.restore(kept, call.getMethod());
    }

    /** Keeps a refusal; if another request with the key was answered meanwhile, that answer counts. */
    private @Nullable Object keep(RequestKey request, Answer refusal, InvocationContext call) throws Exception {
        var counting = transaction.call(() ->
                answers.keep(request, refusal) ? refusal : answers.find(request).orElse(refusal));
        return counting.equals(refusal)
                ? format.restore(refusal, call.getMethod())
                : replay(counting, refusal.request(), call);
    }

    private static boolean isNotKept(Refused refusal) {
        return OURS.contains(refusal.type()) || refusal.type().status() >= 500;
    }

    private RequestKey requestKey() {
        var request = http.getCurrent().request();
        var key = request.getHeader(HEADER);
        if (key == null || key.isBlank()) {
            throw new Refused(CommonProblems.IDEMPOTENCY_KEY_MISSING, "Send a key of your own, such as a UUID");
        }
        if (key.length() > RequestKey.LENGTH_MAX) {
            throw new Refused(CommonProblems.BAD_REQUEST, "Idempotency-Key is longer than " + RequestKey.LENGTH_MAX);
        }
        var caller = actor.get();
        return new RequestKey(caller.tenant(), caller.who(), request.method() + " " + request.path(), key);
    }

    /** Everything the method was asked: body, path and query parameters. */
    private String fingerprint(InvocationContext call) {
        var asked = new ArrayList<@Nullable Object>();
        var parameters = call.getMethod().getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (!parameters[i].isAnnotationPresent(Context.class)) {
                asked.add(call.getParameters()[i]);
            }
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json.writeValueAsBytes(asked)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A parameter that is no JSON: " + call.getMethod(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
