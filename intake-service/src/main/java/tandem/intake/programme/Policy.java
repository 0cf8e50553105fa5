package tandem.intake.programme;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import tandem.events.EvidenceTier;
import tandem.events.IntakeEvent.PolicyTerms;
import tandem.intake.decision.DecisionTerms;

/**
 * The values of the rulebook a programme may choose, each within the bounds its rule sets. What no policy may switch off -
 * consent checks, human approval, confidential notes, suppression - is not here to be set.
 */
public record Policy(
        @NotNull @Valid Decision decision,
        @NotNull @Valid Coaching coaching,
        @NotNull @Valid Mentoring mentoring,
        @NotNull @Valid Matching matching,
        @NotNull @Valid Sessions sessions,
        @NotNull @Valid Privacy privacy) {

    /** R29–R32 and rulebook C10. */
    public record Decision(
            @Rules("R30") @NotNull @Min(0) @Max(365) Integer newHireDays,
            @Rules("R30") @NotNull @Min(6) @Max(60) Integer mentorReviewMonths,
            @Rules("R29") @NotNull @Min(6) @Max(60) Integer highPotentialMonths,
            @Rules("R32") @NotNull @Min(3) @Max(4) Integer sprintMonths,
            @Rules("R31") @NotNull Boolean bothWhenNeedsDiffer) {}

    /**
     * R2, R4: three to six months, weekly or every two weeks.
     *
     * @param groupSizeMin the fewest leaders of a coaching group; absent: matching-service's 4, as the rulebook gives no figure
     * @param groupSizeMax the most; absent: 8
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Coaching(
            @Rules("R2") @NotNull @Min(3) @Max(6) Integer months,
            @Rules("R4") @NotNull @Min(7) @Max(14) Integer cadenceDays,
            @Rules("R4") @NotNull @Min(30) @Max(90) Integer sessionMinutes,
            @Rules("R21") @Min(3) @Max(12) @Nullable Integer groupSizeMin,
            @Rules("R21") @Min(3) @Max(12) @Nullable Integer groupSizeMax) {

        @AssertTrue(message = "has groups whose least size is more than their most")
        boolean isGroupSizeInOrder() {
            return groupSizeMin == null || groupSizeMax == null || groupSizeMin <= groupSizeMax;
        }
    }

    /** R10, R11: nine to twelve months, monthly. */
    public record Mentoring(
            @Rules("R10") @NotNull @Min(9) @Max(12) Integer months,
            @Rules("R11") @NotNull @Min(14) @Max(31) Integer cadenceDays) {}

    /**
     * R41–R44, R62, R99.
     *
     * @param weightProfile a shipped one (DEFAULT, PROMOTION, COACHING) or a profile of the programme in matching-service
     * @param completionPercentMin the least share of engagements a provider has to complete, in percent; absent: the rulebook gives
     *     no figure and Tandem assumes none, so nobody is held for it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Matching(
            @Rules({"R41", "R43", "R44"}) @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}")
            String weightProfile,

            @Rules("R62") @NotNull @Min(1) @Max(10) Integer maxMenteesPerMentor,
            @Rules("R99") @Min(1) @Max(100) @Nullable Integer completionPercentMin) {}

    /** Rulebook C11: booking SLA, notice of cancellation, evidence that counts as attendance. */
    public record Sessions(
            @Rules("R64") @NotNull @Min(1) @Max(30) Integer bookingSlaDays,
            @Rules("C11") @NotNull @Min(1) @Max(168) Integer lateCancellationHours,
            @Rules("C11") @NotNull EvidenceTier minimumEvidence) {}

    /** Nobody may see a group smaller than this; 3 is the least. */
    public record Privacy(
            @Rules("C11") @NotNull @Min(3) @Max(50) Integer suppressionK) {}

    /** A high-touch cohort has at most three mentees to a mentor (R62). */
    static final int HIGH_TOUCH_MENTEES_MAX = 3;

    public DecisionTerms decisionTerms() {
        return new DecisionTerms(
                decision.newHireDays(),
                decision.mentorReviewMonths(),
                decision.highPotentialMonths(),
                decision.sprintMonths(),
                decision.bothWhenNeedsDiffer());
    }

    /** What the other services act on. */
    PolicyTerms terms() {
        return new PolicyTerms(
                coaching.months(),
                mentoring.months(),
                coaching.cadenceDays(),
                mentoring.cadenceDays(),
                coaching.sessionMinutes(),
                matching.maxMenteesPerMentor(),
                sessions.bookingSlaDays(),
                sessions.lateCancellationHours(),
                sessions.minimumEvidence(),
                privacy.suppressionK(),
                matching.weightProfile(),
                matching.completionPercentMin(),
                coaching.groupSizeMin(),
                coaching.groupSizeMax());
    }
}
