package tandem.analytics.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tandem.analytics.rule.Criterion.Comparison;
import tandem.analytics.rule.Criterion.Source;
import tandem.analytics.rule.Finding.Outcome;
import tandem.events.GateStatus;

/** The colour of a gate (R130): a function of the week's phase, what was found, and what is being done about the rest. */
public final class GateRules {

    private GateRules() {}

    /** Where a moment lies in the gate's week. */
    public enum Phase {
        NOT_BEGUN,
        RUNNING,
        OVER
    }

    /** Why a gate is not green: a criterion and what it came to, or the week alone. */
    public record Reason(@Nullable String criterion, String code) {
        static final Reason NOT_BEGUN = new Reason(null, "WEEK_NOT_BEGUN");
        static final Reason RUNNING = new Reason(null, "WEEK_NOT_OVER");
    }

    /** A colour and its reasons; green has none. */
    public record Verdict(GateStatus status, List<Reason> reasons) {
        public Verdict {
            reasons = List.copyOf(reasons);
        }
    }

    /** Holds each reading against what the pilot agreed on; the same readings and thresholds always come to the same. */
    public static List<Finding> findings(
            List<Criterion> criteria, Map<String, Reading> readings, Map<String, BigDecimal> thresholds) {
        return criteria.stream()
                .map(criterion -> finding(
                        criterion,
                        readings.getOrDefault(criterion.code(), Reading.NOTHING),
                        criterion.threshold() == null ? null : thresholds.get(criterion.threshold())))
                .toList();
    }

    private static Finding finding(Criterion criterion, Reading reading, @Nullable BigDecimal threshold) {
        return new Finding(criterion, outcome(criterion, reading, threshold), reading, threshold);
    }

    private static Outcome outcome(Criterion criterion, Reading reading, @Nullable BigDecimal threshold) {
        if (criterion.standsBeside()) {
            return Outcome.SHOWN;
        }
        if (criterion.threshold() != null && threshold == null) {
            return Outcome.THRESHOLD_MISSING;
        }
        return switch (reading.state()) {
            case NOTHING -> Outcome.NO_EVIDENCE;
            case HIDDEN -> Outcome.HIDDEN;
            case FOUND ->
                judged(criterion, Objects.requireNonNull(reading.value(), "found without a value"), threshold);
        };
    }

    private static Outcome judged(Criterion criterion, BigDecimal value, @Nullable BigDecimal threshold) {
        if (holds(criterion.comparison(), value, threshold)) {
            return Outcome.MET;
        }
        return isProgress(criterion, value) ? Outcome.PARTLY : Outcome.MISSED;
    }

    /** Strictly above and below mean that: of 20 leaders, 2 replaced are not below 10 % (W9). */
    static boolean holds(@Nullable Comparison comparison, BigDecimal value, @Nullable BigDecimal threshold) {
        if (comparison == null || threshold == null) {
            return value.signum() > 0;
        }
        var order = value.compareTo(threshold);
        return switch (comparison) {
            case AT_LEAST -> order >= 0;
            case AT_MOST -> order <= 0;
            case ABOVE -> order > 0;
            case BELOW -> order < 0;
        };
    }

    /** R130's partial progress: what is to rise has left zero; what is to stay low has not reached all there is. */
    private static boolean isProgress(Criterion criterion, BigDecimal value) {
        return switch (criterion.comparison()) {
            case null -> false;
            case AT_LEAST, ABOVE -> value.signum() > 0;
            case AT_MOST, BELOW -> criterion.source() == Source.PEOPLE || value.compareTo(BigDecimal.ONE) < 0;
        };
    }

    /**
     * R130. Green: everything asked for is met. Amber: partial progress, and somebody answers in time for each thing that is open. Red:
     * otherwise, once the week is over. Before, what is open may still come.
     *
     * @param mitigated the codes of criteria with a mitigation whose day has not passed
     */
    public static Verdict verdict(Phase phase, List<Finding> findings, Set<String> mitigated) {
        var open = findings.stream().filter(Finding::isOpen).toList();
        var reasons = open.stream()
                .map(finding ->
                        new Reason(finding.criterion().code(), finding.outcome().name()))
                .toList();
        return switch (phase) {
            case NOT_BEGUN -> new Verdict(GateStatus.UNDECIDED, List.of(Reason.NOT_BEGUN));
            case RUNNING -> open.isEmpty() ? green() : new Verdict(GateStatus.UNDECIDED, with(Reason.RUNNING, reasons));
            case OVER -> open.isEmpty() ? green() : new Verdict(afterwards(findings, open, mitigated), reasons);
        };
    }

    private static Verdict green() {
        return new Verdict(GateStatus.GREEN, List.of());
    }

    private static GateStatus afterwards(List<Finding> findings, List<Finding> open, Set<String> mitigated) {
        boolean progress = findings.stream().anyMatch(Finding::isProgress);
        boolean answered = open.stream()
                .allMatch(finding -> mitigated.contains(finding.criterion().code()));
        return progress && answered ? GateStatus.AMBER : GateStatus.RED;
    }

    private static List<Reason> with(Reason first, List<Reason> others) {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }
}
