package tandem.intake.intake;

import java.util.List;
import java.util.stream.Stream;
import tandem.events.Track;
import tandem.intake.goal.GoalCode;
import tandem.intake.goal.Vocabulary;

/**
 * The goals of an intake by what the vocabulary says about their codes. A goal is for a mentor only when all of it is: whatever
 * names a skill or behaviour to change is a coach's, so no goal counts for both (R33). A goal without codes counts for nothing yet:
 * what its words mean is for the leader to confirm.
 */
record Goals(List<List<GoalCode>> goals) {

    static Goals of(List<List<String>> codes, Vocabulary vocabulary) {
        return new Goals(codes.stream()
                .filter(goal -> !goal.isEmpty())
                .map(goal -> goal.stream().distinct().map(vocabulary::get).toList())
                .toList());
    }

    /** Whether there is anything a decision could rest on (R5). */
    boolean areKnown() {
        return !goals.isEmpty();
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
