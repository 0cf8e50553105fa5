package tandem.intake.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tandem.events.PersonId;
import tandem.intake.people.Lookups.Kind;
import tandem.runtime.actor.Actor;
import tandem.runtime.actor.Roles;

/** The one way between names and pseudonyms. Every call leaves a row, in the transaction that answers it. */
@ApplicationScoped
public class DirectoryService {

    private static final Set<String> PROGRAMME_ROLES =
            Set.of(Roles.PROGRAM_LEAD, Roles.OPERATIONS_OWNER, Roles.HR_PARTNER);

    private final People people;
    private final PersonIndex index;
    private final DirectoryQueries queries;
    private final Lookups lookups;

    DirectoryService(People people, PersonIndex index, DirectoryQueries queries, Lookups lookups) {
        this.people = people;
        this.index = index;
        this.queries = queries;
        this.lookups = lookups;
    }

    /** Person by address; null for an address nobody has. */
    @Transactional
    public Map<String, @Nullable PersonId> identify(Actor by, Collection<String> addresses) {
        return look(by, Kind.IDENTIFY, addresses, index::ofEmail, people::byEmailIndex);
    }

    /** Person by employee number; null for a number HR has not posted. */
    @Transactional
    public Map<String, @Nullable PersonId> find(Actor by, Collection<String> employeeNumbers) {
        return look(by, Kind.FIND, employeeNumbers, index::ofEmployeeNumber, people::byEmployeeIndex);
    }

    /** Those of the asked whom the caller may see; the others are absent, whether they exist or not. */
    @Transactional
    public Map<PersonId, Identity> resolve(Actor by, Set<PersonId> asked) {
        var found = people.read(by.hasRole(Roles.SERVICE) ? asked : visibleTo(by, asked));
        lookups.add(by, Kind.RESOLVE, asked.size(), found.keySet(), by.hasRole(Roles.SERVICE));
        return found;
    }

    private Set<PersonId> visibleTo(Actor by, Set<PersonId> asked) {
        var visible = new HashSet<PersonId>();
        if (by.roles().stream().anyMatch(PROGRAMME_ROLES::contains)) {
            visible.addAll(queries.ofProgrammes(asked));
        }
        if (by.hasRole(Roles.PARTICIPANT) || by.hasRole(Roles.PROVIDER)) {
            visible.addAll(queries.ofOwnMatches(by.requirePerson(), asked));
        }
        return visible;
    }

    private Map<String, @Nullable PersonId> look(
            Actor by,
            Kind kind,
            Collection<String> asked,
            Function<String, BlindKey> toKey,
            Function<Collection<BlindKey>, Map<BlindKey, PersonId>> toPeople) {
        var keys = asked.stream().distinct().collect(Collectors.toMap(text -> text, toKey));
        var found = toPeople.apply(keys.values());
        lookups.add(by, kind, asked.size(), found.values(), false);
        var answer = new LinkedHashMap<String, @Nullable PersonId>();
        asked.forEach(text -> answer.put(text, found.get(keys.get(text))));
        return answer;
    }
}
