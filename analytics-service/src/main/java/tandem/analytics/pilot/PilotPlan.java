package tandem.analytics.pilot;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a pilot costs and the one transformation KPI its outcomes map to (R133).
 *
 * @param currency ISO 4217
 * @param budget in all, in units of the currency
 * @param licenceCost of platforms, in year one
 * @param integrationCost of connecting them, in year one
 */
public record PilotPlan(
        @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,59}") String transformationKpi,
        @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,
        @NotNull @DecimalMin("0") @DecimalMax("1000000000") BigDecimal budget,
        @NotNull @DecimalMin("0") @DecimalMax("1000000000") BigDecimal licenceCost,
        @NotNull @DecimalMin("0") @DecimalMax("1000000000") BigDecimal integrationCost) {

    private static final BigDecimal OVERHEAD_LEAST = new BigDecimal("0.20");
    private static final BigDecimal OVERHEAD_MOST = new BigDecimal("0.30");
    private static final int DIGITS = 4;

    /** How the cost of integration stands to what others needed. */
    public enum Overhead {
        /** No licence is paid for, so there is nothing to compare with. */
        NOT_APPLICABLE,
        BELOW_EXPERIENCE,
        AS_EXPERIENCED,
        ABOVE_EXPERIENCE
    }

    /** R75: integration takes 20 to 30 % of the licence cost in year one; a plan outside of it is said to be, not refused. */
    public Overhead overhead() {
        if (licenceCost.signum() == 0) {
            return Overhead.NOT_APPLICABLE;
        }
        var share = integrationCost.divide(licenceCost, DIGITS, RoundingMode.HALF_EVEN);
        if (share.compareTo(OVERHEAD_LEAST) < 0) {
            return Overhead.BELOW_EXPERIENCE;
        }
        return share.compareTo(OVERHEAD_MOST) > 0 ? Overhead.ABOVE_EXPERIENCE : Overhead.AS_EXPERIENCED;
    }
}
