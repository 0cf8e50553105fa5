package tandem.matching.group;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tandem.events.GroupDimension;
import tandem.events.PersonId;
import tandem.events.ProfileState.FairnessProfile;
import tandem.matching.fairness.SelectionRates;
import tandem.matching.fairness.SelectionRates.Declared;
import tandem.matching.fairness.SelectionRatio;

/** Keeps what people declared under FAIRNESS, and turns it into figures that tell nothing about anybody. */
@ApplicationScoped
public class GroupService {

    private static final String COUNT = "groupDeclarations";

    private final GroupAttributes attributes;

    GroupService(GroupAttributes attributes) {
        this.attributes = attributes;
    }

    @Transactional
    public void keep(FairnessProfile state) {
        attributes.keep(state);
    }

    /** The log was cleaned of a state: nothing is declared, or allowed, any more. */
    @Transactional
    public void removed(PersonId person) {
        attributes.empty(person);
    }

    @Transactional
    public Map<String, Integer> withdrawn(PersonId person, long version) {
        return Map.of(COUNT, attributes.withdraw(person, version));
    }

    /** Whoever leaves the programme has left every purpose with it. */
    @Transactional
    public Map<String, Integer> left(PersonId person) {
        return Map.of(COUNT, attributes.empty(person));
    }

    @Transactional
    public Map<String, Integer> erased(PersonId person) {
        return Map.of(COUNT, attributes.remove(person));
    }

    /**
     * How evenly the groups of a cohort are served, for each dimension.
     *
     * @param served those of the seeking who have a provider
     * @param k how many make a group large enough to be looked at
     */
    @Transactional(TxType.MANDATORY)
    public List<SelectionRatio> ratios(Collection<PersonId> seeking, Set<PersonId> served, int k) {
        var declared = declared(seeking, served);
        return Arrays.stream(GroupDimension.values())
                .map(dimension -> new SelectionRatio(
                        dimension,
                        SelectionRates.ratio(declared.getOrDefault(dimension, List.of()), k)
                                .orElse(null)))
                .toList();
    }

    /** Whether the cohort has groups large enough to be compared, in any dimension. */
    @Transactional(TxType.MANDATORY)
    public boolean areComparable(Collection<PersonId> cohort, int k) {
        return declared(cohort, Set.of()).values().stream().anyMatch(those -> SelectionRates.areComparable(those, k));
    }

    private Map<GroupDimension, List<Declared>> declared(Collection<PersonId> seeking, Set<PersonId> served) {
        var declared = new EnumMap<GroupDimension, List<Declared>>(GroupDimension.class);
        attributes
                .of(seeking)
                .forEach((person, groups) -> groups.forEach(
                        group -> declared.computeIfAbsent(group.dimension(), dimension -> new ArrayList<>())
                                .add(new Declared(group.code(), served.contains(person)))));
        return declared;
    }
}
