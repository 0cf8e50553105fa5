package tandem.session.handoff;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tandem.events.EngagementId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/** The hand-offs of a tenant, one of a coaching. */
@ApplicationScoped
class HandOffs implements PanacheRepositoryBase<HandOff, UUID> {

    Optional<HandOff> find(EngagementId coaching) {
        return findByIdOptional(coaching.value(), LockModeType.PESSIMISTIC_WRITE);
    }

    HandOff get(EngagementId coaching) {
        return find(coaching).orElseThrow(HandOffs::unknown);
    }

    /** What waits for a mentor of one of these coachings' leader, the newest first. */
    List<HandOff> confirmed(Collection<EngagementId> coachings) {
        return find(
                        "engagement in ?1 and state = ?2 order by confirmedAt desc",
                        ids(coachings),
                        HandOff.State.CONFIRMED)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    List<HandOff> received(Collection<EngagementId> coachings) {
        return list("engagement in ?1 and state = ?2", ids(coachings), HandOff.State.RECEIVED);
    }

    Optional<HandOff> receivedIn(EngagementId mentoring) {
        return find("receivedIn", mentoring.value()).firstResultOptional();
    }

    int remove(Collection<EngagementId> coachings) {
        return coachings.isEmpty() ? 0 : (int) delete("engagement in ?1", ids(coachings));
    }

    static Refused unknown() {
        return new Refused(CommonProblems.NOT_FOUND, "There is no such hand-off for you");
    }

    private static List<UUID> ids(Collection<EngagementId> engagements) {
        return engagements.stream().map(EngagementId::value).toList();
    }
}
