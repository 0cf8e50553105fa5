package tandem.runtime.tenant;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Tells PostgreSQL whose transaction it is, when the pool hands a connection to it. The setting ends with the transaction, so
 * nothing is left on a pooled connection; a connection taken outside a transaction gets none, and row-level security then refuses
 * every statement.
 */
@ApplicationScoped
class TransactionTenant implements AgroalPoolInterceptor {

    private final Tenants tenants;

    TransactionTenant(Tenants tenants) {
        this.tenants = tenants;
    }

    @Override
    public void onConnectionAcquire(Connection connection) {
        try {
            // the pool has joined the transaction, if there is one, before it asks us
            if (!connection.getAutoCommit()) {
                var tenant = tenants.find();
                if (tenant.isPresent()) {
                    set(connection, tenant.get());
                    tenants.bindTransaction(tenant.get());
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot tell PostgreSQL the tenant", e);
        }
    }

    private static void set(Connection connection, String tenant) throws SQLException {
        try (var statement = connection.prepareStatement("select set_config('tandem.tenant', ?, true)")) {
            statement.setString(1, tenant);
            statement.execute();
        }
    }
}
