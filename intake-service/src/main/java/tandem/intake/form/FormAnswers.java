package tandem.intake.form;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tandem.events.Availability;
import tandem.events.Trigger;
import tandem.events.input.HrInput;

/** The answers that mean something to the service, whatever else a form asks. Their shape is the same for every form. */
public record FormAnswers(
        @NotNull Trigger trigger,
        @NotEmpty @Size(max = 10) List<@NotNull @Valid GoalAnswer> goals,
        @Nullable @Size(max = 10) List<@NotNull @Pattern(regexp = HrInput.CODE) String> preferences,
        @Nullable @Size(max = 64) String timeZone,
        @Nullable @Size(max = 21) List<@NotNull @Valid Availability> availability,
        boolean confidentialityNeedHigh,
        @Nullable @Size(max = 10) List<@NotNull @Pattern(regexp = HrInput.CODE) String> roleRisks) {

    /** A goal in own words, in codes, or both. */
    public record GoalAnswer(
            @Nullable @Size(max = 2000) String text,
            @Nullable @Size(max = 1000) String outcome,
            @Nullable @Size(max = 5) List<@NotNull @Pattern(regexp = HrInput.CODE) String> codes) {

        boolean saysNothing() {
            return (text == null || text.isBlank()) && (codes == null || codes.isEmpty());
        }
    }
}
