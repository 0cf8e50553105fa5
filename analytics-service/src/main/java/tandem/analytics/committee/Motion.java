package tandem.analytics.committee;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.analytics.pilot.PilotTemplate.Week;
import tandem.events.ProgrammeId;

/**
 * Something put to the vote at a gate: one of its decisions, what was looked at, and what it is to cost and take.
 *
 * @param decision a code of the gate
 * @param minutes what was looked at, in codes
 */
record Motion(
        UUID id, ProgrammeId programme, int week, String decision, List<Minute> minutes, Terms terms, boolean closed) {

    /** What a meeting did: its minutes, without words. */
    public enum Minute {
        EVIDENCE_REVIEWED,
        MITIGATIONS_REVIEWED,
        BUDGET_REVIEWED,
        RISKS_REVIEWED,
        CASES_HEARD,
        PLAN_PRESENTED,
        DISSENT_NOTED
    }

    /** Why the operations owner vetoes (R127). */
    public enum VetoReason {
        NOT_EXECUTABLE_IN_TIME,
        CAPACITY_MISSING,
        DATA_QUALITY,
        BUDGET_MISSING,
        LEGAL
    }

    /**
     * Timeline and budget of what is decided.
     *
     * @param budget in units of the currency (ISO 4217)
     */
    public record Terms(
            @Nullable LocalDate startsOn,
            @Nullable LocalDate endsOn,

            @Nullable @DecimalMin("0") @DecimalMax("1000000000")
            BigDecimal budget,

            @Nullable @Pattern(regexp = "[A-Z]{3}") String currency) {}

    Motion {
        minutes = List.copyOf(minutes);
    }

    /** What a gate wants to know of a decision: W19 its budget, W24 its timeline and budget; and it must be one of its own. */
    static List<String> faults(Week week, String decision, List<Minute> minutes, Terms terms) {
        var faults = new ArrayList<String>();
        if (!week.decisions().contains(decision)) {
            faults.add("NO_DECISION_OF_THIS_GATE");
        }
        if (!minutes.contains(Minute.EVIDENCE_REVIEWED)) {
            faults.add("EVIDENCE_NOT_REVIEWED");
        }
        if (week.decidedWith().contains("BUDGET") && (terms.budget() == null || terms.currency() == null)) {
            faults.add("BUDGET_MISSING");
        }
        var startsOn = terms.startsOn();
        var endsOn = terms.endsOn();
        if (startsOn == null || endsOn == null) {
            if (week.decidedWith().contains("TIMELINE")) {
                faults.add("TIMELINE_MISSING");
            }
        } else if (endsOn.isBefore(startsOn)) {
            faults.add("TIMELINE_ENDS_BEFORE_IT_BEGINS");
        }
        return List.copyOf(faults);
    }
}
