package tandem.events.input;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tandem.events.Availability;
import tandem.events.LawfulBasis;
import tandem.events.OutcomeKind;
import tandem.events.ProgrammeId;
import tandem.events.Purpose;
import tandem.events.Trigger;

/** What HR systems post to intake-service. People are named by employee number, which never leaves intake-service. */
public sealed interface HrInput {

    /** Controlled codes: upper case, digits and underscores. */
    String CODE = "[A-Z][A-Z0-9_]{0,63}";

    @NotBlank
    @Size(max = 64)
    String employeeNumber();

    /** One employee as HR knows them now, {@code onLeave} while away; posted again whenever something changes. */
    record EmployeeUpserted(
            @NotBlank @Size(max = 64) String employeeNumber,
            @NotBlank @Size(max = 100) String givenName,
            @NotBlank @Size(max = 100) String familyName,
            @NotBlank @Email @Size(max = 254) String email,
            @Nullable @Size(max = 64) String managerNumber,
            @NotNull @Pattern(regexp = CODE) String department,
            @NotNull @Pattern(regexp = CODE) String jobRole,
            @Min(1) @Max(20) int jobLevel,
            @NotNull LocalDate hiredOn,
            @Nullable LocalDate inRoleSince,
            @Nullable LocalDate lastPromotedOn,
            @Nullable @Size(max = 64) String timeZone,
            @Size(max = 10) List<@Pattern(regexp = CODE) String> roleRisks,
            @NotNull LocalDate effectiveOn,
            @Nullable Boolean onLeave)
            implements HrInput {}

    record EmployeeLeft(
            @NotBlank @Size(max = 64) String employeeNumber,
            @NotNull LocalDate leftOn) implements HrInput {}

    /** One purpose, granted or withdrawn, with the text the person was shown; a grant may name the moment it ends. */
    record ConsentRecorded(
            @NotBlank @Size(max = 64) String employeeNumber,
            @NotNull Purpose purpose,
            boolean granted,
            @NotNull LawfulBasis basis,
            @NotBlank @Size(max = 32) String textVersion,
            @NotBlank @Size(max = 35) String language,
            @NotNull Instant recordedAt,
            @Nullable Instant expiresAt)
            implements HrInput {}

    /** What a leader answered at intake; goal texts stay in intake-service, encrypted. */
    record IntakeSubmitted(
            @NotBlank @Size(max = 64) String employeeNumber,
            @NotNull ProgrammeId programme,
            @Min(1) int formVersion,
            @NotNull Trigger trigger,
            @NotNull @Size(min = 1, max = 10) List<@Valid Goal> goals,
            @Size(max = 10) List<@Pattern(regexp = CODE) String> preferences,
            @NotBlank @Size(max = 64) String timeZone,
            @Size(max = 21) List<@Valid Availability> availability,
            boolean confidentialityNeedHigh)
            implements HrInput {}

    /**
     * A goal in codes of the vocabulary, from which the service it belongs to follows, in own words, or both. Own words alone count
     * for nothing until the leader has confirmed what they mean.
     */
    record Goal(
            @NotNull @Size(max = 5) List<@Pattern(regexp = CODE) String> codes,
            @Nullable @Size(max = 2000) String text) {}

    record OutcomeRecorded(
            @NotBlank @Size(max = 64) String employeeNumber,
            @NotNull OutcomeKind kind,

            @NotNull @Digits(integer = 12, fraction = 6) @DecimalMin("-1e12") @DecimalMax("1e12")
            BigDecimal value,

            @NotNull LocalDate observedOn)
            implements HrInput {}
}
