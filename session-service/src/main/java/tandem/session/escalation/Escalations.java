package tandem.session.escalation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tandem.events.EngagementId;
import tandem.events.PersonId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;
import tandem.session.rule.Routing.Raiser;
import tandem.session.rule.Routing.Reason;

/** The escalations of a tenant. */
@ApplicationScoped
class Escalations implements PanacheRepositoryBase<Escalation, UUID> {

    /** The escalation, locked: an office has more than one pair of hands. */
    Escalation lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(Escalations::unknown);
    }

    boolean isOpen(EngagementId engagement, Reason reason, Raiser raiser) {
        return count(
                        "engagement = ?1 and reason = ?2 and raisedBy = ?3 and state <> ?4",
                        engagement.value(),
                        reason,
                        raiser,
                        Escalation.State.RESOLVED)
                > 0;
    }

    boolean isRaised(EngagementId engagement, Instant quietSince) {
        return count("engagement = ?1 and quietSince = ?2", engagement.value(), quietSince) > 0;
    }

    /** Unresolved, of silences of the engagement that are over. */
    List<Escalation> ofSilencesBefore(EngagementId engagement, Instant since) {
        return list(
                "engagement = ?1 and quietSince < ?2 and state <> ?3",
                engagement.value(),
                since,
                Escalation.State.RESOLVED);
    }

    List<Escalation> with(PersonId person) {
        return list("assignedTo = ?1 or takenBy = ?1", person.value());
    }

    /** One answer for all: nobody learns by trying what there is. */
    static Refused unknown() {
        return new Refused(CommonProblems.NOT_FOUND, "There is no such escalation for you");
    }
}
