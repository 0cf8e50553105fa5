package tandem.intake.intake;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tandem.events.Availability;
import tandem.events.ProgrammeId;
import tandem.events.Trigger;
import tandem.events.input.HrInput.IntakeSubmitted;
import tandem.intake.form.DraftService.Complete;

/** What an intake says, whichever way it came. {@code answers} is all that a form asked, also what only its author reads. */
record Submission(
        ProgrammeId programme,
        int formVersion,
        Trigger trigger,
        List<Goal> goals,
        List<String> preferences,
        @Nullable String timeZone,
        List<Availability> availability,
        boolean confidentialityNeedHigh,
        List<String> roleRisks,
        @Nullable String answers) {

    /** As HR passes it on; it knows the risks of the role from the employment. */
    static Submission of(IntakeSubmitted posted) {
        return new Submission(
                posted.programme(),
                posted.formVersion(),
                posted.trigger(),
                posted.goals().stream()
                        .map(goal -> new Goal(distinct(goal.codes()), goal.text(), null))
                        .toList(),
                distinct(posted.preferences()),
                posted.timeZone(),
                posted.availability() == null ? List.of() : posted.availability(),
                posted.confidentialityNeedHigh(),
                List.of(),
                null);
    }

    /** As the leader filled it in. */
    static Submission of(Complete complete) {
        var answers = complete.answers();
        return new Submission(
                complete.draft().programme(),
                complete.draft().formVersion(),
                answers.trigger(),
                answers.goals().stream()
                        .map(goal -> new Goal(distinct(goal.codes()), goal.text(), goal.outcome()))
                        .toList(),
                distinct(answers.preferences()),
                answers.timeZone(),
                answers.availability() == null ? List.of() : answers.availability(),
                answers.confidentialityNeedHigh(),
                distinct(answers.roleRisks()),
                complete.draft().answers());
    }

    List<List<String>> codes() {
        return goals.stream().map(Goal::codes).toList();
    }

    private static List<String> distinct(@Nullable List<String> codes) {
        return codes == null
                ? List.of()
                : codes.stream().filter(Objects::nonNull).distinct().toList();
    }

    /** A goal in codes that count, in own words, or both; {@code outcome} is how one will notice that it is reached. */
    record Goal(
            List<String> codes,
            @Nullable String text,
            @Nullable String outcome) {

        boolean saysNothing() {
            return codes.isEmpty() && (text == null || text.isBlank());
        }
    }
}
