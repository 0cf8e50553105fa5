package tandem.intake.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tandem.events.Track;
import tandem.intake.goal.GoalCode;
import tandem.intake.goal.Vocabulary;

class GoalsTest {

    private final Vocabulary vocabulary = new Vocabulary();

    @Test
    void countsAGoalForAMentorOnlyWhenAllOfItIs() {
        var goals = goals("NETWORK_BUILDING CAREER_PLANNING", "NETWORK_BUILDING DELEGATION");

        assertThat(goals.forTrack(Track.MENTORING)).isEqualTo(1);
        assertThat(goals.forTrack(Track.COACHING)).isEqualTo(1);
    }

    @Test
    void seesASkillGapInACoachingGoalAlone() {
        assertThat(goals("CAREER_PLANNING").hasSkillGap()).isFalse();
        assertThat(goals("DELEGATION").hasSkillGap()).isFalse();
        assertThat(goals("BUDGET_PLANNING").hasSkillGap()).isTrue();
    }

    @Test
    void keepsSkillsAndBehavioursApartAndOnce() {
        var goals = goals("DELEGATION BUDGET_PLANNING", "DELEGATION");

        assertThat(goals.codes(GoalCode.Kind.BEHAVIOUR)).containsExactly("DELEGATION");
        assertThat(goals.codes(GoalCode.Kind.SKILL)).containsExactly("BUDGET_PLANNING");
    }

    @Test
    void shipsSkillsAndBehavioursForBothServices() {
        assertThat(vocabulary.all()).extracting(GoalCode::kind).contains(GoalCode.Kind.values());
        assertThat(vocabulary.all()).extracting(GoalCode::track).contains(Track.values());
        assertThat(vocabulary.all()).extracting(GoalCode::code).allMatch(code -> code.matches("[A-Z][A-Z0-9_]{0,63}"));
    }

    /** Each text is one goal: its codes, with spaces between. */
    private Goals goals(String... codes) {
        return Goals.of(
                Arrays.stream(codes).map(text -> List.of(text.split(" "))).toList(), vocabulary);
    }
}
