package tandem.analytics.metric;

import java.util.List;
import tandem.events.EventTypes;
import tandem.events.Purpose;
import tandem.events.TandemEvent;
import tandem.events.Uses;

/**
 * A figure and what one must know to read it. Its SQL is the view {@code metric.<name>}.
 *
 * @param version rises when the formula changes, so that two figures of one name can be told apart
 * @param numerator what is counted
 * @param denominator what it is counted out of
 * @param caveats what it does not say
 * @param rule where the formula comes from
 * @param inputs the types of the events it is computed from
 */
public record Metric(
        String name,
        int version,
        String question,
        String numerator,
        String denominator,
        List<Grain> grains,
        Timing timing,
        String caveats,
        String owner,
        String rule,
        List<String> inputs) {
    /** How finely a figure is told. */
    public enum Grain {
        TOTAL,
        PROGRAMME,
        TRACK,
        /** What a metric that knows no tracks is told by instead; its caveats say what that is. */
        KIND,
        WEEK
    }

    /** Whether a figure foretells a result or is one. */
    public enum Timing {
        LEADING,
        LAGGING
    }

    public Metric {
        grains = List.copyOf(grains);
        inputs = List.copyOf(inputs);
    }

    /**
     * Whether it tells what leaders allow under IMPACT. Then it leaves in publications alone, to whoever asks: two moments of a
     * figure that is always fresh can be subtracted from each other.
     */
    public boolean impact() {
        return inputs.stream()
                .flatMap(type -> EventTypes.recordOf(type).stream())
                .anyMatch(event -> {
                    var uses = event.getAnnotation(Uses.class);
                    return uses != null && uses.value() == Purpose.IMPACT;
                });
    }

    static List<String> types(List<Class<? extends TandemEvent>> events) {
        return events.stream().map(EventTypes::typeOf).toList();
    }
}
