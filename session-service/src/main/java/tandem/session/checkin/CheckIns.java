package tandem.session.checkin;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tandem.events.CheckInKind;
import tandem.events.EngagementId;
import tandem.events.PersonId;

/** The check-ins of a tenant. */
@ApplicationScoped
class CheckIns implements PanacheRepositoryBase<CheckIn, UUID> {
    private static final int AT_ONCE = 50;

    CheckIn get(CheckInId checkIn) {
        return findByIdOptional(checkIn.value()).orElseThrow(CheckIn::unknown);
    }

    /** The check-in, locked: it is not closed while somebody answers. */
    CheckIn lock(CheckInId checkIn) {
        return findByIdOptional(checkIn.value(), LockModeType.PESSIMISTIC_WRITE).orElseThrow(CheckIn::unknown);
    }

    List<CheckIn> of(EngagementId engagement) {
        return list("engagement = ?1 order by openedOn, id", engagement.value());
    }

    /** The number of the last check-in of a kind; 0 before the first. */
    int last(EngagementId engagement, CheckInKind kind) {
        return find("engagement = ?1 and kind = ?2 order by number desc", engagement.value(), kind)
                .firstResultOptional()
                .map(CheckIn::number)
                .orElse(0);
    }

    Optional<CheckIn> first(EngagementId engagement, CheckInKind kind) {
        return find("engagement = ?1 and kind = ?2 order by number", engagement.value(), kind)
                .firstResultOptional();
    }

    /** Those of the engagement that can be answered, locked. */
    List<CheckIn> open(EngagementId engagement) {
        return find("engagement = ?1 and state = ?2 order by id", engagement.value(), CheckIn.State.OPEN)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** Some of those whose last day is over or of whom nobody is waited for, locked. */
    List<CheckIn> overOn(LocalDate today) {
        return find("""
                        from CheckIn c
                         where c.state = ?1
                           and (c.closesOn < ?2
                                or not exists (select 1 from Invitee i where i.checkIn = c.id and i.state = ?3))
                         order by c.closesOn, c.id
                        """, CheckIn.State.OPEN, today, Invitee.State.ASKED)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .page(0, AT_ONCE)
                .list();
    }

    List<CheckIn> about(PersonId leader) {
        return list("leader = ?1 order by id", leader.value());
    }
}
