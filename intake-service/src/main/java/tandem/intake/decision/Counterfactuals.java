package tandem.intake.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import tandem.events.Pathway;
import tandem.events.Trigger;

/**
 * What would change the answer, found by asking the rules again: every single fact that turns it, and for a pathway no single fact
 * leads to, one pair of facts that does. Nothing here knows a rule, so nothing here can disagree with one. Facts have few values and
 * tenure few turning points, which bounds the search to about a hundred questions.
 */
final class Counterfactuals {

    private final Need need;
    private final Pathway decided;
    private final DecisionTerms terms;
    private final Function<Need, Pathway> rules;

    private Counterfactuals(Need need, Pathway decided, DecisionTerms terms, Function<Need, Pathway> rules) {
        this.need = need;
        this.decided = decided;
        this.terms = terms;
        this.rules = rules;
    }

    static List<Change> of(Need need, Pathway decided, DecisionTerms terms, Function<Need, Pathway> rules) {
        return new Counterfactuals(need, decided, terms, rules).find();
    }

    private List<Change> find() {
        var reached = EnumSet.of(decided);
        var changes = new ArrayList<Change>();
        var dimensions = dimensions(need);
        for (var dimension : dimensions) {
            for (var other : dimension.others()) {
                var instead = rules.apply(other.need());
                var isNews = reached.add(instead);
                if (instead != decided && (isNews || !dimension.nearestOnly())) {
                    changes.add(Change.of(other.alteration(), instead));
                }
            }
        }
        for (int first = 0; first < dimensions.size() && reached.size() < Pathway.values().length; first++) {
            for (var other : dimensions.get(first).others()) {
                pairs(other, first + 1, reached, changes);
            }
        }
        return List.copyOf(changes);
    }

    /** Only dimensions after the first, so that no pair is asked twice. */
    private void pairs(Other first, int from, EnumSet<Pathway> reached, List<Change> changes) {
        dimensions(first.need()).stream()
                .skip(from)
                .flatMap(dimension -> dimension.others().stream())
                .forEach(second -> {
                    var instead = rules.apply(second.need());
                    if (reached.add(instead)) {
                        changes.add(Change.of(first.alteration(), second.alteration(), instead));
                    }
                });
    }

    private List<Dimension> dimensions(Need of) {
        return List.of(
                new Dimension(tenures(of), true),
                new Dimension(goals(of), false),
                new Dimension(skillGaps(of), false),
                new Dimension(triggers(of), false));
    }

    /** The turning points on either side, nearest first. */
    private List<Other> tenures(Need of) {
        var points = terms.turningPoints();
        var longer = points.stream().filter(point -> point.days() > of.tenureDays());
        var shorter = points.reversed().stream()
                .filter(point -> point.days() > 0 && point.days() <= of.tenureDays())
                .map(Tenure::justBefore);
        return Stream.concat(shorter, longer).map(point -> other(of, point)).toList();
    }

    private static Other other(Need of, Tenure tenure) {
        return new Other(tenure.asAlteration(), of.withTenure(tenure.days(), tenure.months()));
    }

    private static List<Other> goals(Need of) {
        return Stream.of(of.withGoals(1, 0), of.withGoals(0, 1), of.withGoals(1, 1))
                .filter(other -> other.coachingGoals() > 0 != of.coachingGoals() > 0
                        || other.mentoringGoals() > 0 != of.mentoringGoals() > 0)
                .map(other -> new Other(new Alteration("goals", other.goals()), other))
                .toList();
    }

    private static List<Other> skillGaps(Need of) {
        return of.coachingGoals() == 0
                ? List.of()
                : List.of(new Other(
                        new Alteration("skillGap", of.skillGap() ? "absent" : "present"),
                        of.withSkillGap(!of.skillGap())));
    }

    private static List<Other> triggers(Need of) {
        return Arrays.stream(Trigger.values())
                .filter(trigger -> trigger != of.trigger())
                .map(trigger -> new Other(new Alteration("trigger", trigger.name()), of.with(trigger)))
                .toList();
    }

    /** A need that differs in one fact. */
    private record Other(Alteration alteration, Need need) {}

    /**
     * All other values of one fact.
     *
     * @param nearestOnly whether a value further off that leads to the same pathway is no news
     */
    private record Dimension(List<Other> others, boolean nearestOnly) {}
}
