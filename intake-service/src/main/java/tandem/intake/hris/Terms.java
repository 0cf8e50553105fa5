package tandem.intake.hris;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tandem.intake.people.BlindKey;

/** Where someone stands in the company; the manager by the keyed hash of the employee number, so that one may follow later. */
public record Terms(
        @Nullable BlindKey manager,
        String department,
        String jobRole,
        int jobLevel,
        LocalDate hiredOn,
        @Nullable LocalDate inRoleSince,
        @Nullable LocalDate lastPromotedOn,
        List<String> roleRisks,
        boolean onLeave) {

    public Terms {
        roleRisks = roleRisks.stream().distinct().sorted().toList();
    }

    Terms present() {
        return onLeave
                ? new Terms(
                        manager, department, jobRole, jobLevel, hiredOn, inRoleSince, lastPromotedOn, roleRisks, false)
                : this;
    }
}
