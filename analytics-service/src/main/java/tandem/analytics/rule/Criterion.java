package tandem.analytics.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing a gate asks for, as the template says it.
 *
 * @param code unique within its week
 * @param source where the answer comes from
 * @param of what is read there: the name of a metric, the type of an event
 * @param slice the track or kind a metric is read for; {@link #ANY} for the best of all kinds, null for the whole programme
 * @param comparison how the figure is held against the threshold; null for a yes or no, and for a figure that is only shown
 * @param threshold the name of the pilot's threshold it is held against
 * @param roles who may sign it off
 */
public record Criterion(
        String code,
        Source source,
        @Nullable String of,
        @Nullable String slice,
        @Nullable Comparison comparison,
        @Nullable String threshold,
        List<String> roles) {

    /** Of several kinds the one that did best: "at least one KPI improved" (R130). */
    public static final String ANY = "ANY";

    /** Where the answer to a criterion comes from. */
    public enum Source {
        /** The value of a metric for the programme. */
        FIGURE,
        /** How many people a metric is about. */
        PEOPLE,
        /** That an event was told about the programme. */
        EVENT,
        /** What no metric can know: somebody answerable says so. */
        SIGN_OFF,
        /** That the committee has decided this gate. */
        DECISION,
        /** That the thresholds are locked (R131). */
        LOCK
    }

    /** How a figure is held against its threshold. */
    public enum Comparison {
        AT_LEAST,
        AT_MOST,
        ABOVE,
        BELOW
    }

    public Criterion {
        roles = List.copyOf(roles);
    }

    /** Whether it stands beside the others and is not judged. */
    public boolean standsBeside() {
        return comparison == null && (source == Source.FIGURE || source == Source.PEOPLE);
    }
}
