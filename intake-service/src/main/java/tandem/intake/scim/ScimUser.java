package tandem.intake.scim;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What SCIM says of a user, as far as Tandem has a use for it; everything else is read over and stored nowhere.
 *
 * @param manager the manager's SCIM id, or an employee number
 */
@JsonIgnoreProperties(ignoreUnknown = true) // what a later version stored may be read by an earlier one
record ScimUser(
        String userName,
        @Nullable String externalId,
        boolean active,
        String givenName,
        String familyName,
        String email,
        @Nullable String timeZone,
        @Nullable String employeeNumber,
        @Nullable String department,
        @Nullable String manager,
        @Nullable String jobRole,
        @Nullable Integer jobLevel,
        @Nullable LocalDate hiredOn,
        @Nullable LocalDate inRoleSince,
        @Nullable LocalDate lastPromotedOn,
        @Nullable LocalDate terminatedOn,
        boolean onLeave,
        List<String> roleRisks) {

    ScimUser {
        roleRisks = List.copyOf(roleRisks);
    }

    /** Enough is said to be employed: until then the user is announced only. */
    boolean isComplete() {
        return employeeNumber != null && department != null && jobRole != null && jobLevel != null && hiredOn != null;
    }

    ScimUser inactive() {
        return with(false, terminatedOn);
    }

    ScimUser leaving(@Nullable LocalDate on) {
        return with(active, on);
    }

    private ScimUser with(boolean isActive, @Nullable LocalDate lastDay) {
        return new ScimUser(
                userName,
                externalId,
                isActive,
                givenName,
                familyName,
                email,
                timeZone,
                employeeNumber,
                department,
                manager,
                jobRole,
                jobLevel,
                hiredOn,
                inRoleSince,
                lastPromotedOn,
                lastDay,
                onLeave,
                roleRisks);
    }

    /** Nothing of it: a record that finds its way into a log must not take a name along. */
    @Override
    public String toString() {
        return "ScimUser[]";
    }
}
