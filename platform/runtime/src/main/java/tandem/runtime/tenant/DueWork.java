package tandem.runtime.tenant;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import tandem.runtime.sql.Feed;

/**
 * Does what has fallen due, tenant by tenant. The feed says who has something due; the work itself runs as the tenant, under
 * row-level security, in batches that are transactions of their own.
 */
@ApplicationScoped
public class DueWork {

    private final Tenants tenants;
    private final Jdbi feed;

    DueWork(Tenants tenants, @Feed Jdbi feed) {
        this.tenants = tenants;
        this.feed = feed;
    }

    /**
     * Runs batches for each tenant until nothing is left.
     *
     * @param due selects the tenants that have something due
     * @param batch does a bounded part of it; false when nothing is left
     */
    public void drain(Function<Handle, Query> due, BooleanSupplier batch) {
        var found = feed.inTransaction(
                handle -> due.apply(handle).mapTo(String.class).list());
        for (var tenant : found) {
            tenants.runAs(tenant, () -> {
                boolean more = true;
                while (more) {
                    more = batch.getAsBoolean();
                }
            });
        }
    }
}
