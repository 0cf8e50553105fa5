package tandem.intake.csv;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The published fields of the file, in the order of the documentation. */
enum Field {
    EMPLOYEE(
            true,
            "Employee number; names the employee in every way HR has",
            "employeeNumber",
            "employee_number",
            "employee_id"),
    GIVEN_NAME(true, "Given name", "givenName", "first_name"),
    FAMILY_NAME(true, "Family name", "familyName", "last_name"),
    EMAIL(true, "Address at work", "email", "e_mail"),
    SUPERVISOR(
            true,
            "Employee number of the supervisor, in any row or none; may be empty",
            "managerNumber",
            "manager",
            "supervisor_id"),
    STATUS(true, "T terminated, A active, L on leave", "status", "employment_status"),
    DEPARTMENT(true, "Department; kept as a code", "department"),
    ROLE(true, "Role; kept as a code", "jobRole", "job_role", "job_title"),
    LEVEL(true, "Level from 1 (junior) to 20", "jobLevel", "job_level"),
    HIRE_DATE(true, "First day", "hiredOn", "hired_on"),
    DATE_IN_JOB(true, "Since when in the role; may be empty", "inRoleSince", "in_role_since"),
    LAST_PROMOTION(true, "Date of the last promotion; may be empty", "lastPromotedOn", "date_of_last_promotion"),
    TERMINATION_DATE(true, "Last day of the terminated, or one to come; otherwise empty", "leftOn", "left_on"),
    TIME_ZONE(false, "Region of the IANA database", "timeZone", "timezone"),
    ROLE_RISKS(false, "Codes of the role that call for two approvers, separated by |", "roleRisks", "risks");

    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");

    private final boolean required;
    private final String meaning;
    private final String property;
    private final String aliases;

    Field(boolean required, String meaning, String property, String... aliases) {
        this.required = required;
        this.meaning = meaning;
        this.property = property;
        this.aliases = String.join(",", aliases);
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isRequired() {
        return required;
    }

    String meaning() {
        return meaning;
    }

    List<String> aliases() {
        return aliases.isEmpty() ? List.of() : List.of(aliases.split(","));
    }

    /** By the name of the member of the contract that it fills. */
    static Field ofProperty(String property) {
        return Arrays.stream(values())
                .filter(field -> field.property.equals(property))
                .findFirst()
                .orElse(EMPLOYEE);
    }

    /** By the text of a header: case, spaces and hyphens do not matter. */
    static Optional<Field> ofHeader(String text) {
        var name = OTHERS.matcher(text.strip().toLowerCase(Locale.ROOT))
                .replaceAll("_")
                .replaceAll("^_|_$", "");
        return Arrays.stream(values())
                .filter(field -> field.label().equals(name) || field.aliases().contains(name))
                .findFirst();
    }
}
