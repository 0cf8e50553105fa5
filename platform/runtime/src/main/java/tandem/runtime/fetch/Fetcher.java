package tandem.runtime.fetch;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import tandem.runtime.fetch.FetchFailed.Reason;

/**
 * Fetches what somebody else named. Every address, that of a redirect too, is checked ({@link Target}) and then connected to as the
 * very one that was checked, while certificate and Host stay those of the name; time and size have an end (docs/decisions/0185).
 */
@ApplicationScoped
public class Fetcher {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 307, 308);
    private static final int WAITING_MAX = 64;
    private static final int HEADERS_MAX = 16_384;

    private final FetchConfig config;
    private final Target.Names names;
    private final HttpClient http;

    @Inject
    Fetcher(FetchConfig config, Vertx vertx) {
        this(config, vertx, host -> List.of(InetAddress.getAllByName(host)), new HttpClientOptions());
    }

    /** With look-ups of a test's own, and options that say whom to trust. */
    Fetcher(FetchConfig config, Vertx vertx, Target.Names names, HttpClientOptions options) {
        this.config = config;
        this.names = names;
        // no answer is unpacked, so that none is more than it weighs
        this.http = vertx.createHttpClient(options.setVerifyHost(true)
                .setForceSni(true)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(HEADERS_MAX)
                .setMaxPoolSize(config.perHost())
                .setMaxWaitQueueSize(WAITING_MAX)
                .setConnectTimeout((int) config.time().toMillis())
                .setKeepAlive(
                        false)); // a connection kept is one the other side may have closed; nobody asks often enough
    }

    @PreDestroy
    void close() {
        http.close();
    }

    /**
     * The answer, whatever its status; redirects are followed with the same method and body, because calendars are asked with
     * methods of their own.
     *
     * @throws FetchFailed when there is none
     */
    public Fetched send(Fetch fetch) {
        var deadline = System.nanoTime() + config.time().toNanos();
        var next = fetch;
        for (int redirects = 0; redirects <= config.redirects(); redirects++) {
            var asked = next;
            var target = within(deadline, new FutureTask<>(() -> Target.of(asked.target(), config, names)));
            var answer = answer(asked, target, deadline);
            var location = answer.headers().get("location");
            if (!REDIRECTS.contains(answer.status()) || location == null) {
                return answer;
            }
            next = next.redirected(resolved(asked.target(), location));
        }
        throw new FetchFailed(Reason.TOO_MANY_REDIRECTS, "redirected more than " + config.redirects() + " times");
    }

    private static URI resolved(URI from, String location) {
        try {
            var to = from.resolve(location);
            if (to.getHost() == null || to.getScheme() == null) {
                throw new FetchFailed(Reason.ADDRESS_REFUSED, "redirected to no address");
            }
            return to;
        } catch (IllegalArgumentException unreadable) {
            throw new FetchFailed(Reason.ADDRESS_REFUSED, "redirected to no address");
        }
    }

    /** A look-up of names knows no time limit of its own. */
    private static Target within(long deadline, FutureTask<Target> lookUp) {
        Thread.ofVirtual().name("fetch-names").start(lookUp);
        return await(deadline, () -> lookUp.get(remaining(deadline).toNanos(), TimeUnit.NANOSECONDS), () -> {});
    }

    /** Whoever closes a connection in the middle of an answer is asked once more: nothing that is fetched changes anything. */
    private Fetched answer(Fetch fetch, Target target, long deadline) {
        try {
            return once(fetch, target, deadline);
        } catch (FetchFailed failed) {
            if (failed.reason() != Reason.UNREACHABLE || failed.getCause() instanceof ConnectException) {
                throw failed;
            }
            return once(fetch, target, deadline);
        }
    }

    private Fetched once(Fetch fetch, Target target, long deadline) {
        var sent = new AtomicReference<HttpClientRequest>();
        var answer = http.request(options(fetch, target, deadline))
                .compose(request -> {
                    sent.set(request);
                    var body = fetch.body();
                    return body == null ? request.send() : request.send(Buffer.buffer(body));
                })
                .compose(response -> read(target, response, fetch.bytesMax()))
                .toCompletionStage()
                .toCompletableFuture();
        return await(deadline, () -> answer.get(remaining(deadline).toNanos(), TimeUnit.NANOSECONDS), () -> {
            var request = sent.get();
            if (request != null) {
                request.reset();
            }
        });
    }

    /** Where to connect, and apart from it whom the certificate and the Host header are to name. */
    private static RequestOptions options(Fetch fetch, Target target, long deadline) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(fetch.method()))
                .setServer(SocketAddress.inetSocketAddress(target.at()))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.secure())
                .setURI(target.path())
                .setTimeout(Math.max(1, remaining(deadline).toMillis()));
        fetch.headers().forEach(options::putHeader);
        if (fetch.authorization() != null) {
            options.putHeader("Authorization", fetch.authorization());
        }
        return options;
    }

    private static Future<Fetched> read(Target target, HttpClientResponse response, int bytesMax) {
        Promise<Fetched> fetched = Promise.promise();
        var body = Buffer.buffer();
        response.exceptionHandler(fetched::tryFail);
        response.handler(part -> {
            if (body.length() + part.length() > bytesMax) {
                fetched.tryFail(new FetchFailed(Reason.TOO_LARGE, "the answer has more than " + bytesMax + " bytes"));
                response.request().reset();
            } else {
                body.appendBuffer(part);
            }
        });
        response.endHandler(end -> fetched.tryComplete(
                new Fetched(target.uri(), response.statusCode(), headers(response), body.getBytes())));
        return fetched.future();
    }

    private static Map<String, String> headers(HttpClientResponse response) {
        var headers = new LinkedHashMap<String, String>();
        response.headers()
                .forEach(header -> headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return headers;
    }

    private static Duration remaining(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    private static <R> R await(long deadline, Callable<R> result, Runnable stop) {
        try {
            return result.call();
        } catch (TimeoutException late) {
            stop.run();
            throw new FetchFailed(Reason.TOO_SLOW, "no answer in time");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            stop.run();
            throw new FetchFailed(Reason.UNREACHABLE, "stopped");
        } catch (ExecutionException failed) {
            throw failure(failed.getCause() == null ? failed : failed.getCause(), deadline);
        } catch (Exception failed) {
            throw failure(failed, deadline);
        }
    }

    private static FetchFailed failure(Throwable cause, long deadline) {
        if (cause instanceof FetchFailed known) {
            return known;
        }
        for (Throwable link = cause; link != null; link = link.getCause()) {
            if (link instanceof SSLException) {
                return new FetchFailed(Reason.NOT_TRUSTED, "the host does not prove who it is", cause);
            }
        }
        return remaining(deadline).isZero()
                ? new FetchFailed(Reason.TOO_SLOW, "no answer in time", cause)
                : new FetchFailed(Reason.UNREACHABLE, "the host does not answer", cause);
    }
}
