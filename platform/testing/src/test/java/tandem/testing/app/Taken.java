package tandem.testing.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import tandem.runtime.tenant.Tenants;

/** Notes down what was done, in the transaction of whoever does it. */
@ApplicationScoped
public class Taken {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Taken(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public void note(String what) {
        jdbi.useHandle(
                handle -> handle.execute("insert into taken (tenant, what) values (?, ?)", tenants.current(), what));
    }

    @Transactional
    public List<String> all() {
        return jdbi.withHandle(handle -> handle.createQuery("select what from taken where tenant = ? order by place")
                .bind(0, tenants.current())
                .mapTo(String.class)
                .list());
    }
}
