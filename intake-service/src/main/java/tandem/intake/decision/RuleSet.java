package tandem.intake.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tandem.events.Pathway;
import tandem.events.PlannedTrack;
import tandem.events.Track;
import tandem.events.Trigger;

/**
 * A version of the matrix (R40). A version, once published, never changes: a decision made under it can be made again and
 * explained with it. The rows exclude one another, so their order carries no meaning; the new-hire rule stands before all.
 */
public final class RuleSet {

    private static final List<Rule> ROWS_2026_1 = List.of(
            ServiceRules::performanceGapGetsCoach,
            ServiceRules::careerMoveGetsMentor,
            ServiceRules::behaviouralShiftGetsCoachThenMentor,
            ServiceRules::retentionRiskGetsMentorAndCoach,
            ServiceRules::inflectionPointGetsCoach,
            ServiceRules::highPotentialGetsMentor);

    /** The version new decisions are made under. */
    public static final RuleSet CURRENT = new RuleSet("2026.1", ROWS_2026_1);

    private static final Map<String, RuleSet> PUBLISHED = Map.of(CURRENT.version(), CURRENT);

    private static final List<GoalSet> GOALS = List.of(
            new GoalSet(1, 0, false),
            new GoalSet(1, 0, true),
            new GoalSet(0, 1, false),
            new GoalSet(1, 1, false),
            new GoalSet(1, 1, true));

    private final String version;
    private final List<Rule> rows;

    private RuleSet(String version, List<Rule> rows) {
        this.version = version;
        this.rows = rows;
    }

    /** A published version, or empty when this build does not carry it. */
    public static Optional<RuleSet> published(String version) {
        return Optional.ofNullable(PUBLISHED.get(version));
    }

    public String version() {
        return version;
    }

    /** Exactly one pathway, with the reasons for it and what would have led elsewhere. */
    public Outcome decide(Need need, DecisionTerms terms) {
        var finding = find(need, terms);
        return new Outcome(
                finding.pathway(),
                plan(finding.pathway(), terms),
                finding.reasons(),
                Counterfactuals.of(need, finding.pathway(), terms, other -> pathway(other, terms)),
                version);
    }

    /** Every case the rules tell apart, with its answer: the matrix as discrete assignment rules (R40). */
    public List<AssignmentRule> assignmentRules(DecisionTerms terms) {
        var bounds = terms.turningPoints().stream()
                .map(Tenure::days)
                .filter(days -> days > 0)
                .distinct()
                .toList();
        var rules = new ArrayList<AssignmentRule>();
        for (var trigger : Trigger.values()) {
            for (int band = 0; band <= bounds.size(); band++) {
                var from = band == 0 ? 0 : bounds.get(band - 1);
                var below = band == bounds.size() ? 0 : bounds.get(band);
                var tenure = Tenure.ofDays(from);
                GOALS.forEach(goals -> rules.add(rule(
                        new Need(
                                trigger,
                                tenure.days(),
                                tenure.months(),
                                goals.coaching(),
                                goals.mentoring(),
                                goals.skillGap()),
                        below,
                        terms)));
            }
        }
        return List.copyOf(rules);
    }

    private AssignmentRule rule(Need need, int below, DecisionTerms terms) {
        var finding = find(need, terms);
        return new AssignmentRule(
                need.trigger(),
                need.tenureDays(),
                below,
                need.goals(),
                need.skillGap(),
                finding.pathway(),
                plan(finding.pathway(), terms),
                finding.rules());
    }

    /** The answer alone. */
    Pathway pathway(Need need, DecisionTerms terms) {
        return find(need, terms).pathway();
    }

    /** The rows of the matrix that speak to this need; never more than one (a test holds that). */
    List<Finding> rowsThatSpeak(Need need, DecisionTerms terms) {
        return rows.stream().flatMap(row -> row.ask(need, terms).stream()).toList();
    }

    private Finding find(Need need, DecisionTerms terms) {
        return ServiceRules.newHireGetsOnboardingCoach(need, terms)
                .orElseGet(() -> ServiceRules.bothWhenNeedsDiffer(
                        need,
                        terms,
                        rowsThatSpeak(need, terms).stream()
                                .findFirst()
                                .orElseGet(() -> ServiceRules.keyQuestion(need))));
    }

    /** The steps of a pathway; the sprint goes before the mentor, the secondary coaching beside (R27, R32). */
    public static List<PlannedTrack> plan(Pathway pathway, DecisionTerms terms) {
        return switch (pathway) {
            case COACHING, ONBOARDING_COACHING -> List.of(new PlannedTrack(Track.COACHING, 1, 0, false));
            case MENTORING -> List.of(new PlannedTrack(Track.MENTORING, 1, 0, false));
            case COACHING_THEN_MENTORING ->
                List.of(
                        new PlannedTrack(Track.COACHING, 1, 0, false),
                        new PlannedTrack(Track.MENTORING, 2, terms.sprintMonths(), false));
            case MENTORING_WITH_COACHING ->
                List.of(new PlannedTrack(Track.MENTORING, 1, 0, false), new PlannedTrack(Track.COACHING, 2, 0, true));
        };
    }

    /** A combination of goals that the rules tell from the others. */
    private record GoalSet(int coaching, int mentoring, boolean skillGap) {}

    /** One row of the matrix. */
    @FunctionalInterface
    interface Rule {
        Optional<Finding> ask(Need need, DecisionTerms terms);
    }
}
