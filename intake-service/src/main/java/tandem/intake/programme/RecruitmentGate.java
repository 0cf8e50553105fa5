package tandem.intake.programme;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gate of week 2: minimum cohort reached and at least 90 % of the invited have submitted their intake (W2, C11).
 *
 * @param completion submitted ÷ invited; null while nobody is invited
 * @param missing what the gate still waits for, empty when it is met
 */
public record RecruitmentGate(boolean met, @Nullable Double completion, List<Missing> missing) {

    private static final int PERCENT = 100;
    private static final int COMPLETION_PERCENT_MIN = 90;

    static RecruitmentGate evaluate(int invited, int enrolled, int submitted, int cohortMinimum) {
        var missing = new ArrayList<Missing>();
        if (enrolled < cohortMinimum) {
            missing.add(Missing.COHORT_MINIMUM);
        }
        if (invited == 0 || submitted * PERCENT < invited * COMPLETION_PERCENT_MIN) {
            missing.add(Missing.INTAKE_COMPLETION);
        }
        return new RecruitmentGate(
                missing.isEmpty(), invited == 0 ? null : (double) submitted / invited, List.copyOf(missing));
    }

    /** What a gate can wait for. */
    public enum Missing {
        COHORT_MINIMUM,
        INTAKE_COMPLETION
    }
}
