package tandem.runtime.audit;

import io.quarkus.arc.Arc;
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
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import tandem.runtime.actor.CurrentActor;

/**
 * Writes down every request that changes something or looks somebody up, in the first transaction it commits, so that no use case has
 * to remember. What is no act of anybody says so itself ({@link NoAct}): the feeds of machines, which keep a record of their own, what
 * writes its entries itself, what only asks, and drafts nobody else ever reads.
 */
@ApplicationScoped
class ActFilter {

    /** What people and their programs call; below other roots lie protocols of machines. */
    private static final String API = "/v1/";

    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final AuditTrail trail;
    private final CurrentActor actor;
    private final CurrentAct act;
    private final TransactionSynchronizationRegistry transaction;

    ActFilter(AuditTrail trail, CurrentActor actor, CurrentAct act, TransactionSynchronizationRegistry transaction) {
        this.trail = trail;
        this.actor = actor;
        this.act = act;
        this.transaction = transaction;
    }

    @ServerRequestFilter
    public void note(ContainerRequestContext call, ResourceInfo resource) {
        var method = resource.getResourceMethod();
        if (isAct(call.getMethod(), method)) {
            var route = route(resource.getResourceClass(), method);
            if (route.startsWith(API)) {
                var about = call.getUriInfo().getPathParameters().values().stream()
                        .flatMap(Collection::stream)
                        .flatMap(ActFilter::id)
                        .toList();
                act.begin(Act.of(call.getMethod() + " " + route, about), method.isAnnotationPresent(LookUp.class));
            }
        }
    }

    void begun(@Observes @Initialized(TransactionScoped.class) Object begun) {
        if (act.isOngoing()) {
            transaction.registerInterposedSynchronization(new Synchronization() {
                @Override
                public void beforeCompletion() {
                    act.find().ifPresent(ActFilter.this::write);
                }

                @Override
                public void afterCompletion(int status) {
                    if (status == Status.STATUS_COMMITTED
                            && Arc.container().requestContext().isActive()) {
                        act.end();
                    }
                }
            });
        }
    }

    static boolean isAct(String verb, Method method) {
        return method.isAnnotationPresent(LookUp.class) || (CHANGING.contains(verb) && !isExempt(method));
    }

    private static boolean isExempt(Method method) {
        return method.isAnnotationPresent(NoAct.class)
                || method.getDeclaringClass().isAnnotationPresent(NoAct.class);
    }

    private void write(Act done) {
        actor.find().ifPresentOrElse(by -> trail.add(by, done), () -> trail.addByLink(done));
    }

    private static String route(Class<?> resource, Method method) {
        return Stream.of(
                        Optional.ofNullable(resource.getAnnotation(Path.class)),
                        Optional.ofNullable(method.getAnnotation(Path.class)))
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
