package tandem.session.sponsorship;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.UUID;
import tandem.events.PersonId;
import tandem.events.SponsorActionId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/** The sponsor actions of a tenant. */
@ApplicationScoped
class SponsorActions implements PanacheRepositoryBase<SponsorAction, UUID> {

    SponsorAction get(SponsorActionId action) {
        return findByIdOptional(action.value()).orElseThrow(SponsorActions::unknown);
    }

    /** The action a link confirms; locked, so that the link is spent once. */
    SponsorAction get(Link link) {
        return find("confirmation", link.sha256())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .orElseThrow(SponsorActions::noSuchLink);
    }

    int replace(PersonId provider, UUID standIn) {
        return update("provider = ?1 where provider = ?2", standIn, provider.value());
    }

    static Refused unknown() {
        return new Refused(CommonProblems.NOT_FOUND, "You have no such sponsor action");
    }

    /** One answer for all: nobody learns by trying what exists. */
    static Refused noSuchLink() {
        return new Refused(SponsorActionProblems.NO_SUCH_LINK, "Ask the mentor for a new one");
    }
}
