package tandem.matching.coaching;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.UUID;
import tandem.events.CoachingGroupId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/** The coaching groups of a tenant. */
@ApplicationScoped
class CoachingGroups implements PanacheRepositoryBase<CoachingGroup, UUID> {

    /** The group, locked until the transaction ends: whoever counts its members under this lock counts right. */
    CoachingGroup lock(CoachingGroupId group) {
        return find("id", group.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .orElseThrow(CoachingGroups::unknown);
    }

    static Refused unknown() {
        return new Refused(CommonProblems.NOT_FOUND, "No such coaching group");
    }
}
