package tandem.session.sponsorship;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import tandem.events.PersonId;
import tandem.events.SponsorActionId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/** The sponsor actions of a tenant. */
@ApplicationScoped
class SponsorActions implements PanacheRepositoryBase<SponsorAction, UUID> {
    private static final int DUE_AT_ONCE = 200;

    SponsorAction get(SponsorActionId action) {
        return findByIdOptional(action.value()).orElseThrow(SponsorActions::unknown);
    }

    List<SponsorAction> toRemindOf(LocalDate today) {
        return find("remindOn <= ?1 order by remindOn, id", today)
                .page(0, DUE_AT_ONCE)
                .list();
    }

    int replace(PersonId provider, UUID standIn) {
        return update("provider = ?1 where provider = ?2", standIn, provider.value());
    }

    static Refused unknown() {
        return new Refused(CommonProblems.NOT_FOUND, "You have no such sponsor action");
    }
}
