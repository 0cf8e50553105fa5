package tandem.intake.group;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import tandem.events.GroupAttribute;
import tandem.events.GroupDimension;
import tandem.events.PersonId;
import tandem.events.Purpose;
import tandem.intake.consent.ConsentService;
import tandem.intake.group.Groups.Declared;
import tandem.intake.people.People;
import tandem.runtime.outbox.Outbox;
import tandem.runtime.problem.Refused;
import tandem.runtime.time.ProgrammeTime;

/** Takes down which groups a person says to belong to, while the person explicitly consents to FAIRNESS and not a moment longer. */
@ApplicationScoped
public class GroupService {

    private final Groups groups;
    private final ConsentService consents;
    private final People people;
    private final Outbox outbox;
    private final Clock clock;

    GroupService(Groups groups, ConsentService consents, People people, Outbox outbox, @ProgrammeTime Clock clock) {
        this.groups = groups;
        this.consents = consents;
        this.people = people;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    Optional<Declared> read(PersonId person) {
        return Optional.ofNullable(groups.of(List.of(person)).get(person));
    }

    /** Replaces what was declared before. */
    @Transactional
    Declared declare(PersonId person, List<GroupAttribute> attributes) {
        people.hold(person); // a token outlives the erasure of its person by minutes
        consents.require(person, Purpose.FAIRNESS);
        refuseUnlisted(attributes);
        var declared = new Declared(person, List.copyOf(attributes), clock.instant());
        groups.put(declared);
        outbox.profileChanged(person, Purpose.FAIRNESS);
        return declared;
    }

    /** The consent stays; there is nothing it lets anybody know any more. */
    @Transactional
    void forget(PersonId person) {
        if (groups.remove(person) > 0) {
            outbox.profileChanged(person, Purpose.FAIRNESS);
        }
    }

    private static void refuseUnlisted(List<GroupAttribute> attributes) {
        var seen = EnumSet.noneOf(GroupDimension.class);
        for (var attribute : attributes) {
            var dimension = attribute.dimension();
            if (!dimension.codes().contains(attribute.code())) {
                throw new Refused(GroupProblems.REFUSED, dimension + " is one of " + dimension.codes());
            }
            if (!seen.add(dimension)) {
                throw new Refused(GroupProblems.REFUSED, "One group of " + dimension + " at most");
            }
        }
    }
}
