package tandem.intake.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import tandem.events.Purpose;
import tandem.runtime.problem.Refused;
import tandem.runtime.tenant.Tenants;

/** COMPARISON is about people outside every programme, so it is off until legal signed off at least one (W1). */
@ApplicationScoped
class Comparisons {

    private final Jdbi jdbi;
    private final Tenants tenants;

    Comparisons(Jdbi jdbi, Tenants tenants) {
        this.jdbi = jdbi;
        this.tenants = tenants;
    }

    /** Why the purpose cannot be granted yet; an objection to it is always taken. */
    @Transactional(TxType.MANDATORY)
    Optional<Refused> objection(Purpose purpose, boolean granted) {
        return purpose != Purpose.COMPARISON || !granted || isSignedOff()
                ? Optional.empty()
                : Optional.of(new Refused(
                        ConsentProblems.COMPARISON_OFF, "No programme of the tenant has a legal sign-off (W1)"));
    }

    private boolean isSignedOff() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select exists (select from sign_off where tenant = :tenant)")
                        .bind("tenant", tenants.current())
                        .mapTo(boolean.class)
                        .one());
    }
}
