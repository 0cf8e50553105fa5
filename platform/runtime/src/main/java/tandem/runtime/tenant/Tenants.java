package tandem.runtime.tenant;

import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Optional;
import java.util.concurrent.Callable;
import tandem.runtime.actor.CurrentActor;

/**
 * The tenant of the running code. Listeners and jobs name it by {@link #runAs}; in a request it is the one of the token. Everything
 * else - the transaction setting that row-level security reads, Hibernate's discriminator - asks here.
 */
@ApplicationScoped
public class Tenants {

    private static final ScopedValue<String> NAMED = ScopedValue.newInstance();
    private static final String OF_TRANSACTION = "tandem.tenant";
    private static final int SLUG_MAX = 63;

    private final CurrentActor actor;
    private final TransactionSynchronizationRegistry transaction;

    Tenants(CurrentActor actor, TransactionSynchronizationRegistry transaction) {
        this.actor = actor;
        this.transaction = transaction;
    }

    /** Whether the text can name a tenant: lower-case letters, digits and inner hyphens, 63 at the most. */
    public static boolean isSlug(String text) {
        var length = text.length();
        if (length == 0 || length > SLUG_MAX || text.charAt(0) == '-' || text.charAt(length - 1) == '-') {
            return false;
        }
        for (var at = 0; at < length; at++) {
            var c = text.charAt(at);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return true;
    }

    public String current() {
        return find().orElseThrow(() -> new IllegalStateException("No tenant: neither a request nor Tenants.runAs"));
    }

    public Optional<String> find() {
        return NAMED.isBound() ? Optional.of(NAMED.get()) : actor.find().map(caller -> caller.tenant());
    }

    public void runAs(String tenant, Runnable work) {
        inScope(tenant, () -> {
            work.run();
            return true;
        });
    }

    /** As {@link #runAs}, with a result; a checked exception comes out as the cause of an {@link IllegalStateException}. */
    public <R> R callAs(String tenant, Callable<R> work) {
        return inScope(tenant, () -> {
            try {
                return work.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private <R> R inScope(String tenant, ScopedValue.CallableOp<R, RuntimeException> work) {
        if (!isSlug(tenant)) {
            throw new IllegalArgumentException("Not a tenant: '" + tenant + "'");
        }
        refuseSecondTenant(tenant);
        return ScopedValue.where(NAMED, tenant).call(() -> inRequestContext(work));
    }

    /** Hibernate asks for the tenant inside a CDI request only; a listener's thread has none of its own. */
    private static <R> R inRequestContext(ScopedValue.CallableOp<R, RuntimeException> work) {
        var request = Arc.container().requestContext();
        if (request.isActive()) {
            return work.call();
        }
        request.activate();
        try {
            return work.call();
        } finally {
            request.terminate();
        }
    }

    /** A transaction belongs to one tenant: its connection and its Hibernate session cannot change over. */
    private void refuseSecondTenant(String tenant) {
        if (transaction.getTransactionKey() != null) {
            var first = transaction.getResource(OF_TRANSACTION);
            if (first != null && !first.equals(tenant)) {
                throw new IllegalStateException("This transaction already works for another tenant");
            }
        }
    }

    void bindTransaction(String tenant) {
        transaction.putResource(OF_TRANSACTION, tenant);
    }
}
