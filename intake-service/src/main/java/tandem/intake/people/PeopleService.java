package tandem.intake.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/** Enters people HR does not know. */
@ApplicationScoped
public class PeopleService {

    private final People people;
    private final PersonIndex index;

    PeopleService(People people, PersonIndex index) {
        this.people = people;
        this.index = index;
    }

    /** A new person with a random pseudonym: an id drawn from a clock would tell when someone was entered. */
    @Transactional
    public PersonId enter(
            PersonKind kind, String givenName, String familyName, String email, @Nullable String timeZone) {
        checkZone(timeZone);
        if (!people.byEmailIndex(List.of(index.ofEmail(email))).isEmpty()) {
            throw new Refused(PeopleProblems.ADDRESS_IN_USE, "The address belongs to someone already entered");
        }
        var person = new PersonId(UUID.randomUUID());
        people.put(List.of(new Identity(person, kind, givenName, familyName, email, null, timeZone)));
        return person;
    }

    @Transactional
    public Identity get(PersonId person) {
        return Optional.ofNullable(people.read(List.of(person)).get(person))
                .orElseThrow(() -> new Refused(CommonProblems.NOT_FOUND, "There is no person " + person));
    }

    private static void checkZone(@Nullable String timeZone) {
        if (timeZone != null && !People.isZone(timeZone)) {
            throw new Refused(PeopleProblems.TIME_ZONE_UNKNOWN, "The time zone is not one of the IANA database");
        }
    }
}
