package tandem.matching.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tandem.events.GroupDimension;
import tandem.events.PersonId;
import tandem.events.Track;
import tandem.matching.fairness.Audit;
import tandem.matching.fairness.Differencing;
import tandem.matching.fairness.SelectionRatio;
import tandem.matching.group.GroupService;
import tandem.matching.profile.Programme;
import tandem.matching.scoring.Ranking;

/**
 * Looks at a plan as a whole once it stands. Nothing found here goes back into a search: this class alone may ask for figures about
 * groups, and it answers an {@link Audit}.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Auditing {

    private static final List<SelectionRatio> WITHHELD = Arrays.stream(GroupDimension.values())
            .map(dimension -> new SelectionRatio(dimension, null))
            .toList();

    private final Leaders leaders;
    private final GroupService groups;
    private final Runs runs;

    Auditing(Leaders leaders, GroupService groups, Runs runs) {
        this.leaders = leaders;
        this.groups = groups;
        this.runs = runs;
    }

    /**
     * The plan, and whom it was made for.
     *
     * @param preview whether it takes other weights or seats for granted, and is to be looked at only
     * @param people whom the run was to see to
     * @param fixed leaders whose provider somebody fixed
     * @param seeking those of the people somebody was searched for
     */
    record Plan(
            Track track,
            boolean preview,
            Collection<PersonId> people,
            Set<PersonId> fixed,
            Collection<PersonId> seeking,
            Map<PersonId, Ranking.Ranked> places) {}

    /**
     * How the groups are served is said of the whole cohort only, as the engine placed it: who names the leaders one by one, or fixes who is
     * served, could tell from two plans which group a single person belongs to; and of previews, which anybody can make many of, only those tell it that
     * differ in nobody or in enough people from those before, see {@link Differencing}. Where there would be something to see, not seeing it takes
     * a signature too, or nobody would need one.
     *
     * @param carried leaders per provider with free seats
     */
    Audit audit(Programme programme, Plan plan, int[] carried) {
        int k = programme.terms().suppressionK();
        var everyone = leaders.everyone(programme, RunService.LEADERS_MAX);
        var isWhole = plan.fixed().isEmpty() && new HashSet<>(plan.people()).containsAll(everyone);
        return Audit.of(
                plan.seeking().size(),
                plan.places().values().stream()
                        .map(place -> place.score().total())
                        .toList(),
                carried,
                isWhole && mayTell(programme, plan, k)
                        ? groups.ratios(plan.seeking(), plan.places().keySet(), k)
                        : WITHHELD,
                !isWhole && groups.areComparable(everyone, k));
    }

    private boolean mayTell(Programme programme, Plan plan, int k) {
        return !plan.preview()
                || Differencing.allows(
                        Set.copyOf(plan.places().keySet()),
                        runs.servedWhereRatiosWereTold(programme.id(), plan.track()),
                        k);
    }
}
