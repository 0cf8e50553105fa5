package tandem.intake.audit;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;
import tandem.runtime.actor.CurrentActor;

/**
 * Writes down every request that changes something or reads about one person, in the first transaction it commits, so that no use case
 * has to remember. Left out are the feeds of machines, which keep a record of their own, the directory, which says whom it named, what
 * only asks, and drafts nobody else ever reads.
 */
@ApplicationScoped
class ActFilter {

    private static final String ACT = ActFilter.class.getName();
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final List<String> LEFT_OUT =
            List.of("/v1/events", "/v1/directory:", "/v1/token:check", "/v1/decisions:simulate");
    private static final String OWN_DRAFT = "/v1/me/intake-draft";
    private static final List<String> OF_ONE_PERSON = List.of("/people/{", "/{person}");

    private final AuditTrail trail;
    private final CurrentActor actor;
    private final CurrentVertxRequest request;
    private final TransactionSynchronizationRegistry transaction;

    ActFilter(
            AuditTrail trail,
            CurrentActor actor,
            CurrentVertxRequest request,
            TransactionSynchronizationRegistry transaction) {
        this.trail = trail;
        this.actor = actor;
        this.request = request;
        this.transaction = transaction;
    }

    @ServerRequestFilter
    public void note(ContainerRequestContext call, ResourceInfo resource) {
        var route = route(resource);
        if (isWrittenDown(call.getMethod(), route)) {
            var about = call.getUriInfo().getPathParameters().values().stream()
                    .flatMap(Collection::stream)
                    .flatMap(ActFilter::id)
                    .toList();
            request.getCurrent().put(ACT, Act.of(call.getMethod() + " " + route, about));
        }
    }

    void begun(@Observes @Initialized(TransactionScoped.class) Object begun) {
        if (ongoing().isPresent()) {
            transaction.registerInterposedSynchronization(new Synchronization() {
                @Override
                public void beforeCompletion() {
                    ongoing().ifPresent(act -> trail.add(actor.get(), act));
                }

                @Override
                public void afterCompletion(int status) {
                    if (status == Status.STATUS_COMMITTED
                            && Arc.container().requestContext().isActive()) {
                        request.getCurrent().remove(ACT);
                    }
                }
            });
        }
    }

    static boolean isWrittenDown(String method, String route) {
        if (!route.startsWith("/v1/")
                || route.equals(OWN_DRAFT)
                || LEFT_OUT.stream().anyMatch(route::startsWith)) {
            return false;
        }
        return CHANGING.contains(method) || OF_ONE_PERSON.stream().anyMatch(route::contains);
    }

    /** The act of the running request; a kept answer that is given again is no act. */
    private Optional<Act> ongoing() {
        if (!Arc.container().requestContext().isActive() || request.getCurrent() == null) {
            return Optional.empty();
        }
        var current = request.getCurrent();
        return current.response().headers().contains(REPLAYED)
                ? Optional.empty()
                : Optional.ofNullable(current.<@Nullable Act>get(ACT));
    }

    private static String route(ResourceInfo resource) {
        return Stream.of(
                        Optional.ofNullable(resource.getResourceClass().getAnnotation(Path.class)),
                        Optional.ofNullable(resource.getResourceMethod().getAnnotation(Path.class)))
                .flatMap(Optional::stream)
                .map(Path::value)
                .reduce("", (left, right) -> left + (right.startsWith("/") ? "" : "/") + right);
    }

    private static Stream<UUID> id(String text) {
        try {
            return Stream.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }
}
