package tandem.session.checkin;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tandem.events.CheckInKind;
import tandem.events.SessionEvent.CheckInAnswered.Respondent;
import tandem.events.Track;
import tandem.session.rule.CheckInSchedule;

/**
 * What is asked at a check-in of one kind, when, and for how long.
 *
 * @param weeks after the start of the engagement
 * @param everyMonths while it runs; 0 for never
 * @param openDays how long it can be answered
 * @param remindAfterDays when whoever has not answered is reminded
 * @param reminders how often, at most
 */
public record Definition(
        @NotNull CheckInKind kind,
        @NotNull @Size(max = 12) List<@NotNull @Min(0) @Max(CheckInSchedule.WEEKS_MAX) Integer> weeks,
        @NotNull @Min(0) @Max(CheckInSchedule.MONTHS_MAX) Integer everyMonths,
        @NotNull @Min(2) @Max(60) Integer openDays,
        @NotNull @Min(1) @Max(30) Integer remindAfterDays,
        @NotNull @Min(0) @Max(3) Integer reminders,
        @NotNull @Size(min = 1, max = 15) List<@NotNull @Valid Question> questions) {

    /** Whom a check-in of this kind asks; a manager or raters only where somebody named them. */
    Set<Respondent> asks() {
        return switch (kind) {
            case PULSE -> EnumSet.of(Respondent.LEADER);
            case RAPID_FEEDBACK -> EnumSet.of(Respondent.LEADER, Respondent.MANAGER);
            case BASELINE_360, FOLLOW_UP_360 -> EnumSet.of(Respondent.LEADER, Respondent.MANAGER, Respondent.RATER);
            case MANAGER_ATTESTATION -> EnumSet.of(Respondent.MANAGER);
            case MENTORING_STORY -> EnumSet.of(Respondent.LEADER, Respondent.PROVIDER);
        };
    }

    Track track() {
        return kind == CheckInKind.MENTORING_STORY ? Track.MENTORING : Track.COACHING;
    }

    CheckInSchedule schedule() {
        return new CheckInSchedule(weeks, everyMonths);
    }

    Optional<Question> question(String code) {
        return questions.stream()
                .filter(question -> question.code().equals(code))
                .findFirst();
    }

    /** Whether these are answers to this: at least one, to what was asked, within its scale. */
    boolean takes(Map<String, Integer> answers) {
        return !answers.isEmpty()
                && answers.entrySet().stream()
                        .allMatch(answer -> question(answer.getKey())
                                .filter(question -> question.scale().holds(answer.getValue()))
                                .isPresent());
    }
}
