package tandem.testing.app;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/** The notes, on the write side. */
@ApplicationScoped
class Notes implements PanacheRepositoryBase<Note, UUID> {

    Note get(UUID id) {
        return findByIdOptional(id).orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "No note " + id));
    }
}
