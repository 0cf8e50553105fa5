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

    /** The employee as the HR system posts it. */
    public HrInput.EmployeeUpserted upserted(LocalDate effectiveOn) {
        return upserted(effectiveOn, level(), lastPromotedOn);
    }

    /** The same employee one level up. */
    public HrInput.EmployeeUpserted promoted(LocalDate on) {
        return upserted(on, level() + 1, on);
    }

    private HrInput.EmployeeUpserted upserted(LocalDate effectiveOn, int level, @Nullable LocalDate promotedOn) {
        return new HrInput.EmployeeUpserted(
                number,
                name.given(),
                name.family(),
                email,
                managerNumber,
                department(),
                row.jobRole(),
                level,
                hiredOn,
                inRoleSince,
                promotedOn,
                zone.getId(),
                roleRisks,
                effectiveOn,
                null);
    }
}
