package tandem.analytics.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The numbers a pilot is held to (R131). Those the rulebook gives may be made stricter; those it leaves open a pilot has to bring. */
public final class Thresholds {

    private Thresholds() {}

    /**
     * A number a pilot needs.
     *
     * @param given what the rulebook says; null where it says nothing, and then there is no default (rulebook C10)
     * @param least the smallest it may be
     * @param most the largest it may be
     */
    public record Bound(
            String name, @Nullable BigDecimal given, BigDecimal least, BigDecimal most, String unit, String rule) {

        boolean admits(BigDecimal value) {
            return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
        }
    }

    /** What is wrong with one number. */
    public record Fault(String threshold, String code) {}

    /** What speaks against these numbers; a number that is only missing is not among it. */
    public static List<Fault> faults(List<Bound> bounds, Map<String, BigDecimal> entered) {
        var faults = new ArrayList<Fault>();
        var unknown = new TreeSet<>(entered.keySet());
        for (var bound : bounds) {
            unknown.remove(bound.name());
            var value = entered.get(bound.name());
            if (value != null && !bound.admits(value)) {
                faults.add(new Fault(
                        bound.name(),
                        "OUTSIDE_" + bound.least().toPlainString() + "_"
                                + bound.most().toPlainString()));
            }
        }
        unknown.forEach(name -> faults.add(new Fault(name, "UNKNOWN")));
        return List.copyOf(faults);
    }

    /** The numbers that hold: those entered, and the rulebook's for the rest. */
    public static Map<String, BigDecimal> effective(List<Bound> bounds, Map<String, BigDecimal> entered) {
        var effective = new TreeMap<String, BigDecimal>();
        for (var bound : bounds) {
            var value = entered.getOrDefault(bound.name(), bound.given());
            if (value != null) {
                effective.put(bound.name(), plain(value));
            }
        }
        return effective;
    }

    /** Numbers nobody has given yet; without them nothing can be locked. */
    public static List<String> missing(List<Bound> bounds, Map<String, BigDecimal> entered) {
        return bounds.stream()
                .filter(bound -> bound.given() == null && !entered.containsKey(bound.name()))
                .map(Bound::name)
                .toList();
    }

    /** 0.80 and 0.8 are one number and have one text. */
    static BigDecimal plain(BigDecimal value) {
        var stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
