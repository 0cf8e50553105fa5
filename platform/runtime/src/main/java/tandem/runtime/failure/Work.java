package tandem.runtime.failure;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import tandem.runtime.tenant.Tenants;

/**
 * A piece of work of one tenant in one new transaction. Retries go around it, never inside: a transaction that failed is of no more
 * use.
 */
@ApplicationScoped
public class Work {

    private static final int TIMEOUT_SECONDS = 60;

    private final Tenants tenants;

    Work(Tenants tenants) {
        this.tenants = tenants;
    }

    public <R> R inTransaction(String tenant, Callable<R> work) {
        return tenants.callAs(
                tenant,
                () -> QuarkusTransaction.requiringNew().timeout(TIMEOUT_SECONDS).call(work));
    }
}
