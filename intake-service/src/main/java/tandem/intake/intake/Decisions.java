package tandem.intake.intake;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Decisions, only ever added. */
@ApplicationScoped
class Decisions implements PanacheRepositoryBase<Decision, UUID> {}
