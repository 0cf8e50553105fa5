package tandem.runtime.failure;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import tandem.runtime.tenant.Tenants;

/**
 * A piece of work of one tenant in one new transaction. Retries go around it, never inside: a transaction that failed is of no more
 * use.
 */
@ApplicationScoped
public class Work {

    private final Tenants tenants;
    private final NewTransaction transaction;

    Work(Tenants tenants, NewTransaction transaction) {
        this.tenants = tenants;
        this.transaction = transaction;
    }

    public <R> R inTransaction(String tenant, Callable<R> work) {
        return tenants.callAs(tenant, () -> transaction.call(work));
    }
}
