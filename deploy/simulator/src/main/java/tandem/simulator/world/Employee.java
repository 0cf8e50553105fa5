package tandem.simulator.world;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tandem.events.input.HrInput;

/** One employee: what the HR data set says, and what it lacks. */
public record Employee(
        HrRow row,
        String number,
        Names.Name name,
        String email,
        @Nullable String managerNumber,
        LocalDate hiredOn,
        LocalDate inRoleSince,
        @Nullable LocalDate lastPromotedOn,
        ZoneId zone,
        List<String> roleRisks) {

    public int level() {
        return row.jobLevel();
    }

    public String department() {
        return row.department();
    }

    /** The employee as the HR system states it first. */
    public HrInput.EmployeeUpserted stated(LocalDate effectiveOn) {
        return new HrInput.EmployeeUpserted(
                number,
                name.given(),
                name.family(),
                email,
                managerNumber,
                department(),
                row.jobRole(),
                level(),
                hiredOn,
                inRoleSince,
                lastPromotedOn,
                zone.getId(),
                roleRisks,
                effectiveOn,
                null);
    }
}
