package tandem.runtime.actor;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.runtime.problem.CommonProblems;
import tandem.runtime.problem.Refused;

/**
 * Who is calling: a person of a tenant, or a machine that acts for one.
 *
 * @param person null for machines
 * @param client the application the token was made for
 */
public record Actor(String tenant, @Nullable PersonId person, String client, Set<String> roles) {

    public Actor {
        roles = Set.copyOf(roles);
    }

    /** For audit columns: the person's pseudonym, or the name of the machine. */
    public String who() {
        return person == null ? client : person.toString();
    }

    public boolean hasRole(String role) {
        return roles.contains(role);
    }

    /** The person who acts; what only a human may do is refused to everyone else. */
    public PersonId requirePerson() {
        if (person == null) {
            throw new Refused(CommonProblems.PERSON_MISSING, "The token names no person");
        }
        return person;
    }
}
