package tandem.intake.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
                changes(need, terms, finding.pathway()),
                version);
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

    private static List<PlannedTrack> plan(Pathway pathway, DecisionTerms terms) {
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

    /** Asks again with one thing different, and keeps what would have been answered otherwise. */
    private List<Change> changes(Need need, DecisionTerms terms, Pathway decided) {
        var changes = new ArrayList<Change>();
        otherTenures(need, terms).forEach(other -> keep(changes, "tenure", other.tenureDays(), other, terms, decided));
        otherGoals(need)
                .forEach(other -> keep(
                        changes,
                        "goals",
                        other.differs() ? "both" : other.coachingGoals() > 0 ? "coaching" : "mentoring",
                        other,
                        terms,
                        decided));
        Arrays.stream(Trigger.values())
                .filter(trigger -> trigger != need.trigger())
                .forEach(trigger -> keep(changes, "trigger", trigger, need.with(trigger), terms, decided));
        return List.copyOf(changes);
    }

    private void keep(
            List<Change> changes, String what, Object value, Need other, DecisionTerms terms, Pathway decided) {
        var instead = find(other, terms).pathway();
        if (instead != decided) {
            changes.add(new Change(what, String.valueOf(value), instead));
        }
    }

    private static Stream<Need> otherTenures(Need need, DecisionTerms terms) {
        var newHire = need.withTenure(Math.max(0, terms.newHireDays() - 1), 0);
        var settled = need.withTenure(terms.newHireDays(), terms.newHireDays() / 30);
        var seasoned = need.withTenure(terms.highPotentialMonths() * 31, terms.highPotentialMonths());
        return Stream.of(newHire, settled, seasoned).filter(other -> other.tenureDays() != need.tenureDays());
    }

    private static Stream<Need> otherGoals(Need need) {
        return Stream.of(need.withGoals(1, 0), need.withGoals(0, 1), need.withGoals(1, 1))
                .filter(other -> other.coachingGoals() > 0 != need.coachingGoals() > 0
                        || other.mentoringGoals() > 0 != need.mentoringGoals() > 0);
    }

    /** One row of the matrix. */
    @FunctionalInterface
    interface Rule {
        Optional<Finding> ask(Need need, DecisionTerms terms);
    }
}
