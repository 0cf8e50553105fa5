package tandem.session.checkin;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tandem.events.PersonId;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;

/** Whom the check-ins of a tenant ask. */
@ApplicationScoped
class Invitees implements PanacheRepositoryBase<Invitee, UUID> {
    private static final int AT_ONCE = 100;

    /** The person as one who answers with an account; raters and managers answer by link alone. */
    Optional<Invitee> find(CheckInId checkIn, PersonId person) {
        return find(
                        "checkIn = ?1 and person = ?2 and role in ?3",
                        checkIn.value(),
                        person.value(),
                        List.of(Respondent.LEADER, Respondent.PROVIDER))
                .firstResultOptional();
    }

    Invitee get(UUID invitee) {
        return findByIdOptional(invitee).orElseThrow(CheckIn::unknown);
    }

    List<Invitee> of(CheckInId checkIn) {
        return list("checkIn = ?1 order by id", checkIn.value());
    }

    List<Invitee> of(PersonId person) {
        return list("person = ?1 order by id", person.value());
    }

    /** Some of those to be prompted, in the order of the people, so that two jobs never wait for each other. */
    List<Invitee> promptedAt(Instant now) {
        return find("promptAt <= ?1 order by person, id", now).page(0, AT_ONCE).list();
    }
}
