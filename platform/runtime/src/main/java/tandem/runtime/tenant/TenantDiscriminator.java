package tandem.runtime.tenant;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import io.quarkus.hibernate.orm.runtime.tenant.TenantResolver;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives Hibernate the tenant for its {@code @TenantId} predicates: the second fence, should a policy ever be missing. */
@ApplicationScoped
@PersistenceUnitExtension
class TenantDiscriminator implements TenantResolver {

    private final Tenants tenants;

    TenantDiscriminator(Tenants tenants) {
        this.tenants = tenants;
    }

    @Override
    public String getDefaultTenantId() {
        return "none"; // Hibernate wants a name while it starts; no row carries it
    }

    @Override
    public String resolveTenantId() {
        return tenants.current();
    }
}
