package tandem.session.checkin;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tandem.events.CheckInKind;
import tandem.session.rule.Anonymity;

/**
 * What a programme asks its people, and the terms of its raters. A kind that is left out is not asked.
 *
 * @param threshold how many raters must have answered before anything is said of their answers
 * @param ratersApproved whether somebody who runs the programme approves the raters a leader chose
 */
public record CheckInPlan(
        @NotNull @Min(Anonymity.THRESHOLD_MIN) @Max(10) Integer threshold,

        @NotNull @Min(Anonymity.THRESHOLD_MIN) @Max(CheckInPlan.RATERS_MAX)
        Integer ratersLeast,

        @NotNull @Min(Anonymity.THRESHOLD_MIN) @Max(CheckInPlan.RATERS_MAX)
        Integer ratersMost,

        @NotNull Boolean ratersApproved,
        @NotNull @Size(max = 6) List<@NotNull @Valid Definition> definitions) {

    static final int RATERS_MAX = 15;

    /** The answer the figure of week 11 counts: does the manager see progress. */
    static final String PROGRESS = "progress";

    /** The answer of leaders the figure of week 8 compares: did they do what they set out to do differently. */
    static final String PRIMARY_BEHAVIOUR = "target-behaviour";

    Optional<Definition> of(CheckInKind kind) {
        return definitions.stream()
                .filter(definition -> definition.kind() == kind)
                .findFirst();
    }

    /** Why the plan cannot be asked; empty when it can. */
    List<String> faults() {
        var faults = new ArrayList<String>();
        if (ratersLeast < threshold || ratersMost < ratersLeast) {
            faults.add("RATERS_TOO_FEW");
        }
        if (definitions.stream().map(Definition::kind).distinct().count() < definitions.size()) {
            faults.add("KIND_TWICE");
        }
        if (any(definition ->
                definition.questions().stream().map(Question::code).distinct().count()
                        < definition.questions().size())) {
            faults.add("CODE_TWICE");
        }
        if (any(definition -> definition.questions().stream()
                .anyMatch(question -> question.code().length() > Question.CODE_MAX))) {
            faults.add("CODE_TOO_LONG");
        }
        if (!codes(CheckInKind.BASELINE_360).containsAll(codes(CheckInKind.FOLLOW_UP_360))) {
            faults.add("FOLLOW_UP_ASKS_WHAT_THE_BASELINE_DID_NOT");
        }
        if (of(CheckInKind.MANAGER_ATTESTATION).isPresent()
                && !codes(CheckInKind.MANAGER_ATTESTATION).contains(PROGRESS)) {
            faults.add("ATTESTATION_WITHOUT_PROGRESS");
        }
        if (of(CheckInKind.PULSE).isPresent() && !codes(CheckInKind.PULSE).contains(PRIMARY_BEHAVIOUR)) {
            faults.add("PULSE_WITHOUT_TARGET_BEHAVIOUR");
        }
        return faults;
    }

    private List<String> codes(CheckInKind kind) {
        return of(kind).stream()
                .flatMap(definition -> definition.questions().stream())
                .map(Question::code)
                .collect(Collectors.toList());
    }

    private boolean any(Predicate<Definition> fault) {
        return definitions.stream().anyMatch(fault);
    }
}
