package tandem.events.input;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tandem.events.ProgrammeId;

/** What delivery tools post to intake-service. */
public sealed interface DeliveryInput {

    /** A KPI of a programme, or of one leader in it when {@code employeeNumber} is given (needs the purpose IMPACT). */
    record KpiObserved(
            @NotNull ProgrammeId programme,
            @Nullable @Size(min = 1, max = 64) String employeeNumber,
            @NotNull @Pattern(regexp = HrInput.CODE) String kpi,

            @NotNull @Digits(integer = 12, fraction = 6) @DecimalMin("-1e12") @DecimalMax("1e12")
            BigDecimal value,

            @NotNull LocalDate observedOn)
            implements DeliveryInput {}
}
