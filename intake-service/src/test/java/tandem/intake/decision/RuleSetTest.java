package tandem.intake.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tandem.events.Pathway.COACHING;
import static tandem.events.Pathway.COACHING_THEN_MENTORING;
import static tandem.events.Pathway.MENTORING;
import static tandem.events.Pathway.ONBOARDING_COACHING;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.events.Pathway;
import tandem.events.PlannedTrack;
import tandem.events.Track;
import tandem.events.Trigger;

class RuleSetTest {

    private static final DecisionTerms TERMS = new DecisionTerms(90, 24, 18, 3, true);
    private static final RuleSet RULES = RuleSet.CURRENT;

    @ParameterizedTest(name = "{0} leads to {1} by {2}")
    @CsvSource({
        "PERFORMANCE_GAP,     COACHING,                R24",
        "CAREER_TRANSITION,   MENTORING,               R25",
        "PROMOTION_PATHWAY,   MENTORING,               R25",
        "BEHAVIOURAL_SHIFT,   COACHING_THEN_MENTORING, R26",
        "RETENTION_RISK,      MENTORING_WITH_COACHING, R27",
        "BEFORE_PROMOTION,    COACHING,                R28",
        "ROLE_CHANGE,         COACHING,                R28",
        "PERFORMANCE_CONCERN, COACHING,                R28",
        "TEAM_CAPABILITY,     COACHING,                R28",
        "HIGH_POTENTIAL,      MENTORING,               R29",
    })
    void answersEachTriggerAsTheMatrixSays(Trigger trigger, Pathway pathway, String rule) {
        var outcome = RULES.decide(settled(trigger), TERMS);

        assertThat(outcome.pathway()).isEqualTo(pathway);
        assertThat(outcome.rules()).startsWith(rule);
    }

    @ParameterizedTest
    @EnumSource(Trigger.class)
    void givesANewHireAnOnboardingCoachWhateverTheTrigger(Trigger trigger) {
        var newHire = new Need(trigger, 89, 2, 0, 1, false);

        var outcome = RULES.decide(newHire, TERMS);

        assertThat(outcome.pathway()).isEqualTo(ONBOARDING_COACHING);
        assertThat(outcome.rules()).containsExactly("R30");
    }

    @Test
    void stopsTreatingSomeoneAsANewHireOnTheDayThePolicyNames() {
        var ninetyDays = new Need(Trigger.CAREER_TRANSITION, 90, 2, 0, 1, false);

        assertThat(RULES.decide(ninetyDays, TERMS).pathway()).isEqualTo(MENTORING);
    }

    @Test
    void takesTheNewHireThresholdFromThePolicy() {
        var longerTerms = new DecisionTerms(180, 24, 18, 3, true);
        var ninetyDays = new Need(Trigger.CAREER_TRANSITION, 90, 2, 0, 1, false);

        assertThat(RULES.decide(ninetyDays, longerTerms).pathway()).isEqualTo(ONBOARDING_COACHING);
    }

    @Test
    void asksTheKeyQuestionOfAHighPotentialWhoIsNotYetTwoYearsIn() {
        var early = new Need(Trigger.HIGH_POTENTIAL, 300, 10, 0, 2, false);

        var outcome = RULES.decide(early, TERMS);

        assertThat(outcome.pathway()).isEqualTo(MENTORING);
        assertThat(outcome.rules()).containsExactly("R23");
    }

    @Test
    void sendsAHighPotentialWithASkillGapToACoach() {
        var skillGap = new Need(Trigger.HIGH_POTENTIAL, 800, 26, 1, 0, true);

        var outcome = RULES.decide(skillGap, TERMS);

        assertThat(outcome.pathway()).isEqualTo(COACHING);
        assertThat(outcome.rules()).containsExactly("R23");
    }

    @Test
    void plansBothServicesInSequenceWhenNeedsDiffer() {
        var both = new Need(Trigger.PROMOTION_PATHWAY, 800, 26, 1, 1, false);

        var outcome = RULES.decide(both, TERMS);

        assertThat(outcome.pathway()).isEqualTo(COACHING_THEN_MENTORING);
        assertThat(outcome.rules()).containsExactly("R25", "R31", "R32");
    }

    @Test
    void keepsToOneServiceWhenThePolicyDoesNotOfferBoth() {
        var oneOnly = new DecisionTerms(90, 24, 18, 3, false);
        var both = new Need(Trigger.PROMOTION_PATHWAY, 800, 26, 1, 1, false);

        assertThat(RULES.decide(both, oneOnly).pathway()).isEqualTo(MENTORING);
    }

    @Test
    void startsTheMentorAfterTheSprint() {
        var outcome = RULES.decide(settled(Trigger.BEHAVIOURAL_SHIFT), new DecisionTerms(90, 24, 18, 4, true));

        assertThat(outcome.tracks())
                .containsExactly(
                        new PlannedTrack(Track.COACHING, 1, 0, false), new PlannedTrack(Track.MENTORING, 2, 4, false));
    }

    @Test
    void runsCoachingBesideTheMentorForARetentionRisk() {
        var outcome = RULES.decide(settled(Trigger.RETENTION_RISK), TERMS);

        assertThat(outcome.tracks())
                .containsExactly(
                        new PlannedTrack(Track.MENTORING, 1, 0, false), new PlannedTrack(Track.COACHING, 2, 0, true));
    }

    @Test
    void namesTheTenureThatWouldHaveChangedTheAnswerForANewHire() {
        var newHire = new Need(Trigger.CAREER_TRANSITION, 10, 0, 0, 1, false);

        assertThat(RULES.decide(newHire, TERMS).changes()).contains(new Change("tenure", "90", MENTORING, null));
    }

    @Test
    void namesEveryTriggerThatWouldHaveLedElsewhere() {
        var changes = RULES.decide(settled(Trigger.PERFORMANCE_GAP), TERMS).changes();

        assertThat(changes)
                .filteredOn(change -> change.what().equals("trigger"))
                .extracting(Change::value)
                .containsExactly(
                        "CAREER_TRANSITION",
                        "PROMOTION_PATHWAY",
                        "BEHAVIOURAL_SHIFT",
                        "RETENTION_RISK",
                        "HIGH_POTENTIAL");
    }

    @Test
    void decidesAgainAsItDidUnderThePublishedVersion() {
        var outcome = RULES.decide(settled(Trigger.ROLE_CHANGE), TERMS);

        var again = RuleSet.published(outcome.ruleSetVersion()).orElseThrow();

        assertThat(again.decide(settled(Trigger.ROLE_CHANGE), TERMS)).isEqualTo(outcome);
    }

    @Test
    void knowsNothingOptionalAndNoJobLevel() {
        assertThat(Need.class.getRecordComponents())
                .extracting(component -> component.getName())
                .containsExactly(
                        "trigger", "tenureDays", "tenureMonths", "coachingGoals", "mentoringGoals", "skillGap");
    }

    @Test
    void refusesANeedWithoutAGoal() {
        assertThatThrownBy(() -> new Need(Trigger.ROLE_CHANGE, 100, 3, 0, 0, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Need settled(Trigger trigger) {
        return new Need(
                trigger,
                900,
                29,
                trigger == Trigger.HIGH_POTENTIAL ? 0 : 1,
                trigger == Trigger.HIGH_POTENTIAL ? 1 : 0,
                false);
    }
}
