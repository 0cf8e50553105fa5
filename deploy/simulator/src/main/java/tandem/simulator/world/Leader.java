package tandem.simulator.world;

import java.util.List;
import tandem.events.Availability;
import tandem.events.ProgrammeId;
import tandem.events.Trigger;
import tandem.events.input.HrInput;
import tandem.simulator.calendar.CalendarProgram;

/** A leader of the cohort: why they are in, what they want, how reliably they turn up, which calendar they use. */
public record Leader(
        Employee employee,
        Trigger trigger,
        List<HrInput.Goal> goals,
        List<String> preferences,
        List<Availability> availability,
        boolean confidentialityNeedHigh,
        CalendarProgram program,
        double reliability) {

    public String number() {
        return employee.number();
    }

    /** The login an account of this leader has. */
    public String login() {
        return employee.email();
    }

    /** The intake as the HR system passes it on. */
    public HrInput.IntakeSubmitted intake(ProgrammeId programme) {
        return new HrInput.IntakeSubmitted(
                number(),
                programme,
                1,
                trigger,
                goals,
                preferences,
                employee.zone().getId(),
                availability,
                confidentialityNeedHigh);
    }
}
