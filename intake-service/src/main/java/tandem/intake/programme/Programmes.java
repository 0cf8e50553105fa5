package tandem.intake.programme;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import tandem.events.ProgrammeId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/** Programmes. */
@ApplicationScoped
class Programmes implements PanacheRepositoryBase<Programme, UUID> {

    /** Locked: seats are counted and policy versions numbered under this lock. */
    Programme lock(ProgrammeId programme) {
        return find(programme)
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no programme " + programme));
    }

    /** Locked; empty where the programme is not ours. */
    Optional<Programme> find(ProgrammeId programme) {
        return findByIdOptional(programme.value(), LockModeType.PESSIMISTIC_WRITE);
    }
}
