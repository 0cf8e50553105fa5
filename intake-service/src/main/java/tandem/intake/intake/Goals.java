package tandem.intake.intake;

import java.util.List;
import java.util.stream.Stream;
import tandem.events.Track;
import tandem.events.input.HrInput.Goal;

/**
 * The goals of an intake by what the vocabulary says about their codes. A goal is for a mentor only when all of it is: whatever
 * names a skill or behaviour to change is a coach's, so no goal counts for both (R33).
 */
record Goals(List<List<GoalCode>> goals) {

    static Goals of(List<Goal> posted, Vocabulary vocabulary) {
        return new Goals(posted.stream()
                .map(goal ->
                        goal.codes().stream().distinct().map(vocabulary::get).toList())
                .toList());
    }

    int forTrack(Track track) {
        return (int) goals.stream().filter(goal -> trackOf(goal) == track).count();
    }

    boolean hasSkillGap() {
        return goals.stream()
                .filter(goal -> trackOf(goal) == Track.COACHING)
                .flatMap(List::stream)
                .anyMatch(code -> code.kind() == GoalCode.Kind.SKILL && code.track() == Track.COACHING);
    }

    List<String> codes(GoalCode.Kind kind) {
        return distinct()
                .filter(code -> code.kind() == kind)
                .map(GoalCode::code)
                .toList();
    }

    private Stream<GoalCode> distinct() {
        return goals.stream().flatMap(List::stream).distinct();
    }

    private static Track trackOf(List<GoalCode> goal) {
        return goal.stream().allMatch(code -> code.track() == Track.MENTORING) ? Track.MENTORING : Track.COACHING;
    }
}
