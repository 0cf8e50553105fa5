package tandem.analytics.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tandem.analytics.rule.Criterion.Comparison;
import tandem.analytics.rule.Criterion.Source;
import tandem.analytics.rule.Finding.Outcome;
import tandem.analytics.rule.GateRules.Reason;
import tandem.events.GateStatus;
import tandem.events.ProgrammeId;

/**
 * What a gate came to at a moment, with all it was judged by: the document that is hashed and kept. It names nobody. The same moment,
 * evaluated again, gives the same document unless something behind it was taken back since.
 *
 * @param agreement the hash of the locked numbers (R131); null while they are not locked
 * @param reasons why it is not green
 * @param mitigations what was being done at that moment about what is open
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Snapshot(
        ProgrammeId programme,
        String template,
        int templateVersion,
        String gate,
        Instant asOf,
        @Nullable String agreement,
        GateStatus status,
        List<Reason> reasons,
        List<Evidence> evidence,
        List<Mitigated> mitigations) {

    /**
     * One thing the gate looked at.
     *
     * @param of the metric or the type of event
     * @param version of the metric
     * @param value a share, a count, or 1 and 0 for yes and no
     * @param n people it is about; where it is hidden nothing of it is here
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Evidence(
            String criterion,
            Source source,
            @Nullable String of,
            @Nullable String slice,
            @Nullable Integer version,
            @Nullable Comparison comparison,
            @Nullable BigDecimal threshold,
            Outcome outcome,
            @Nullable BigDecimal value,
            @Nullable Long numerator,
            @Nullable Long denominator,
            @Nullable Integer n) {}

    /** That somebody answers for a criterion until a day. */
    public record Mitigated(UUID id, String criterion, LocalDate dueOn) {}

    public Snapshot {
        reasons = List.copyOf(reasons);
        evidence = List.copyOf(evidence);
        mitigations = List.copyOf(mitigations);
    }
}
