package tandem.matching.provider;

import java.time.Instant;

/**
 * Somebody's reason to propose a provider to nobody. Several stand side by side, each until it is released for itself; holds of the
 * rules are not among them, they come and go with what the rules find.
 *
 * @param reason a code
 */
public record Hold(String reason, Origin origin, Instant since) {

    /** Who holds. */
    public enum Origin {
        /** Somebody who runs programmes; only a human releases it. */
        HUMAN,
        /** The gate of analytics-service (R99); a human looks at it and releases it. */
        ANALYTICS,
        /** What intake-service told about the person: gone, or a purpose withdrawn. */
        INTAKE
    }

    boolean isFor(String code, Origin by) {
        return reason.equals(code) && origin == by;
    }
}
