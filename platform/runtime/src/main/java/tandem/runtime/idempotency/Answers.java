package tandem.runtime.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tandem.runtime.crypto.TenantSecrets;

/**
 * The answers kept for retries, and the locks of the requests under way. An answer may tell what is ciphertext everywhere else, a name
 * or an employee number, so it is ciphertext here as well, bound to its request.
 */
@ApplicationScoped
class Answers {

    private final Jdbi jdbi;
    private final TenantSecrets secrets;

    Answers(Jdbi jdbi, TenantSecrets secrets) {
        this.jdbi = jdbi;
        this.secrets = secrets;
    }

    /** Takes the key until the transaction ends; false when another request has it now. */
    boolean take(RequestKey request) {
        return jdbi.withHandle(
                handle -> handle.select("select pg_try_advisory_xact_lock(hashtextextended(?, 0))", request.lockName())
                        .mapTo(Boolean.class)
                        .one());
    }

    Optional<Answer> find(RequestKey request) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select request_sha256, status, location, body
                          from tandem.idempotency_key
                         where tenant = :tenant and actor = :actor and route = :route and key = :key
                        """)
                .bindMap(request.columns())
                .map((row, context) ->
                        new Answer(row.getString(1), row.getInt(2), row.getString(3), open(request, row.getString(4))))
                .findOne());
    }

    /** False when there is an answer already. */
    boolean keep(RequestKey request, Answer answer) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                insert into tandem.idempotency_key
                                       (tenant, actor, route, key, request_sha256, status, location, body)
                                values (:tenant, :actor, :route, :key, :request, :status, :location, :body)
                                    on conflict do nothing
                                """)
                        .bindMap(request.columns())
                        .bind("request", answer.request())
                        .bind("status", answer.status())
                        .bind("location", answer.location())
                        .bind("body", sealed(request, answer.body()))
                        .execute())
                == 1;
    }

    private @Nullable String sealed(RequestKey request, @Nullable String body) {
        return body == null
                ? null
                : Base64.getEncoder().encodeToString(secrets.seal(request.lockName(), body.getBytes(UTF_8)));
    }

    private @Nullable String open(RequestKey request, @Nullable String body) {
        return body == null
                ? null
                : new String(
                        secrets.open(request.lockName(), Base64.getDecoder().decode(body)), UTF_8);
    }
}
